import { authenticate, type Identity } from "@steward/auth";
import { AppError } from "@steward/contracts";
import type { TenantDb } from "@steward/db";
import { type Membership, resolveMembership } from "@steward/services/platform";
import type { Platform, RequestInfo } from "./platform.ts";
import { tenantSlug } from "./tenant.ts";

/**
 * What every procedure starts from. Identity and membership are worked out once per HTTP batch, and only when
 * a procedure asks: a public procedure in the same batch is not refused because a token has expired.
 */
export interface Context {
  readonly platform: Platform;
  readonly request: RequestInfo;
  /** Throws UNAUTHENTICATED when nobody is signed in or the credentials are no longer good. */
  identity(): Promise<Identity>;
  /** Throws NOT_FOUND for an unknown organisation, FORBIDDEN for one the person does not belong to. */
  membership(): Promise<Membership>;
  /** The handle that the queries of one HTTP batch share, so that they travel together: see `Database.read`. */
  reading(tenantId: string): TenantDb;
}

export function createContext(platform: Platform, request: RequestInfo): Context {
  const identity = once(async () => {
    const found = await authenticate(platform, request.headers);
    if (!found) throw new AppError("UNAUTHENTICATED", "auth.sign_in_required");
    return found;
  });
  const membership = once(async () =>
    resolveMembership(platform, await identity(), await tenantSlug(platform, request)),
  );
  let shared: TenantDb | undefined;
  const reading = (tenantId: string) => {
    if (shared?.tenantId !== tenantId) shared = platform.database.read(tenantId);
    return shared;
  };
  return { platform, request, identity, membership, reading };
}

function once<T>(run: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= run();
    return result;
  };
}
