import { randomBytes } from "node:crypto";
import { AppError } from "@steward/contracts";
import { type ClaimDomainInput, domainClaimed, domainRemoved, domainVerified } from "@steward/contracts/org/domain";
import { isUniqueViolation } from "@steward/db";
import { tenant } from "@steward/db/schema";
import { DnsLookupError, type ResolveTxt } from "@steward/ports/dns";
import { eq } from "drizzle-orm";
import { emit, type ServiceContext } from "../kernel/index.ts";
import { findTenant, lockTenant } from "./tenant.ts";

/** A host name the organisation wants to be reached at, and the TXT record that proves it is theirs. */
export interface CustomDomain {
  domain: string;
  verifiedAt: Date | null;
  record: { name: string; value: string };
}

/** What DNS said of a claim, before the transaction that acts on it. */
export interface DomainProof {
  readonly domain: string;
  readonly token: string;
  /** The TXT records found at the agreed name. */
  readonly found: readonly string[];
}

type TenantRow = typeof tenant.$inferSelect;
const none = { customDomain: null, customDomainToken: null, customDomainVerifiedAt: null };

/** The organisation's own host name, or null where it claims none. */
export async function getDomain(ctx: ServiceContext): Promise<CustomDomain | null> {
  return domainOf(await findTenant(ctx));
}

/**
 * Says which host name is the organisation's. Nothing leads there before `verifyDomain`; claiming the same one again
 * keeps its record. Others may claim it too: whoever first publishes the record has it until they give it up.
 *
 * @param platformDomain the platform's own domain, below which the platform decides
 * Throws INVALID `domain.reserved` for a name of the platform itself.
 */
export async function claimDomain(
  ctx: ServiceContext,
  { domain }: ClaimDomainInput,
  platformDomain: string,
): Promise<CustomDomain> {
  if (domain === platformDomain || domain.endsWith(`.${platformDomain}`)) {
    throw new AppError("INVALID", "domain.reserved", { domain });
  }
  const before = await lockTenant(ctx);
  const known = domainOf(before);
  if (known?.domain === domain) return known;
  const customDomainToken = `steward-verification=${randomBytes(24).toString("base64url")}`;
  const claim = { customDomain: domain, customDomainToken, customDomainVerifiedAt: null };
  await ctx.db.update(tenant).set(claim).where(eq(tenant.id, ctx.tenant.id));
  await emit(ctx, domainClaimed, ctx.tenant.id, { domain });
  return toCustomDomain(domain, customDomainToken, null);
}

/**
 * Asks DNS for the record of the organisation's claim. Talks to a network: outside any transaction.
 *
 * Throws PRECONDITION `domain.not_claimed`, UNAVAILABLE `domain.lookup_failed` when no name server answers.
 */
export async function lookUpDomain(ctx: ServiceContext, resolveTxt: ResolveTxt): Promise<DomainProof> {
  const claim = domainOf(await findTenant(ctx));
  if (!claim) throw new AppError("PRECONDITION", "domain.not_claimed");
  const { domain, record } = claim;
  try {
    return { domain, token: record.value, found: await resolveTxt(record.name) };
  } catch (error) {
    if (!(error instanceof DnsLookupError)) throw error;
    throw new AppError("UNAVAILABLE", "domain.lookup_failed", { domain }, { cause: error });
  }
}

/**
 * Makes the claimed host name lead here, if DNS had its record. Proving it again changes nothing.
 *
 * Throws PRECONDITION `domain.record_missing` | `domain.record_differs` (`name`), CONFLICT `domain.claim_changed` when
 * somebody claimed another name meanwhile, `domain.taken` when another organisation has proved this one.
 */
export async function verifyDomain(ctx: ServiceContext, proof: DomainProof): Promise<CustomDomain> {
  const row = await lockTenant(ctx);
  const claim = domainOf(row);
  if (claim?.domain !== proof.domain || claim.record.value !== proof.token) {
    throw new AppError("CONFLICT", "domain.claim_changed");
  }
  const { domain, record } = claim;
  if (!proof.found.includes(proof.token)) {
    const reason = proof.found.length === 0 ? "domain.record_missing" : "domain.record_differs";
    throw new AppError("PRECONDITION", reason, { name: record.name });
  }
  if (claim.verifiedAt) return claim;
  const verifiedAt = new Date();
  // The unique index over verified names decides between two who prove one at the same moment.
  await ctx.db
    .update(tenant)
    .set({ customDomainVerifiedAt: verifiedAt })
    .where(eq(tenant.id, row.id))
    .catch((error: unknown) => {
      throw isUniqueViolation(error) ? new AppError("CONFLICT", "domain.taken", { domain }) : error;
    });
  await emit(ctx, domainVerified, ctx.tenant.id, { domain });
  return { ...claim, verifiedAt };
}

/** Gives the host name up; nothing leads there any more. Throws PRECONDITION `domain.not_claimed`. */
export async function removeDomain(ctx: ServiceContext): Promise<void> {
  const claim = domainOf(await lockTenant(ctx));
  if (!claim) throw new AppError("PRECONDITION", "domain.not_claimed");
  await ctx.db.update(tenant).set(none).where(eq(tenant.id, ctx.tenant.id));
  await emit(ctx, domainRemoved, ctx.tenant.id, { domain: claim.domain });
}

function domainOf({ customDomain, customDomainToken, customDomainVerifiedAt }: TenantRow): CustomDomain | null {
  if (customDomain === null || customDomainToken === null) return null;
  return toCustomDomain(customDomain, customDomainToken, customDomainVerifiedAt);
}

/** A label of its own (RFC 8552), so that the record stands beside whatever else the domain publishes. */
function toCustomDomain(domain: string, value: string, verifiedAt: Date | null): CustomDomain {
  return { domain, verifiedAt, record: { name: `_steward.${domain}`, value } };
}
