/** Where a call came from, for the record of it. */
export interface AuthSource {
  /** Null or "" where nobody knows. */
  readonly clientAddress: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
}

const maxUserAgentLength = 512;

/** The source as it is stored: unknown is null, and a client's own description of itself has an end. */
export function storedSource({ clientAddress, userAgent, requestId }: AuthSource): AuthSource {
  return {
    clientAddress: clientAddress || null,
    userAgent: userAgent?.slice(0, maxUserAgentLength) ?? null,
    requestId,
  };
}
