import pg from "pg";

/** The database cannot be set up as it stands. The message is one sentence that says what to change. */
export class DatabaseSetupError extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = "DatabaseSetupError";
  }
}

/** The address without its password, for messages. */
export function printableUrl(url: string): string {
  if (!URL.canParse(url)) return "the given address";
  const parsed = new URL(url);
  parsed.password = "";
  return parsed.toString();
}

const networkFailures: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "its host name is unknown",
  EAI_AGAIN: "its host name cannot be resolved now",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "its host cannot be reached",
  ECONNRESET: "it closed the connection",
};

/** Turns a failed connection attempt into the sentence a person can act on; anything else passes through. */
export function explainConnectFailure(error: unknown, url: string): Error {
  if (error instanceof DatabaseSetupError) return error;
  const where = printableUrl(url);
  if (!(error instanceof Error)) return new DatabaseSetupError(`Cannot connect to ${where}.`, { cause: error });
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const network = networkFailures[code];
  if (network) return new DatabaseSetupError(`Cannot reach PostgreSQL at ${where}: ${network}.`, { cause: error });
  if (code === "28P01" || code === "28000") {
    return new DatabaseSetupError(`PostgreSQL at ${where} refuses this user or password; check DATABASE_URL.`, {
      cause: error,
    });
  }
  if (code === "3D000") {
    return new DatabaseSetupError(`The database in ${where} does not exist; create it, or name another one.`, {
      cause: error,
    });
  }
  if (error instanceof pg.DatabaseError) return error;
  return new DatabaseSetupError(`Cannot connect to PostgreSQL at ${where}: ${error.message}.`, { cause: error });
}
