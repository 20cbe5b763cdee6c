import { z } from "zod";
import { toDomain } from "../kernel/domain.ts";
import { defineEvent } from "../kernel/event.ts";
import { administrators, definePermissions } from "../kernel/permission.ts";

export const domainPermissions = definePermissions("org.domain", {
  read: { description: "See the organisation's own host name", roles: administrators },
  write: { description: "Give the organisation a host name of its own", roles: administrators },
});

/** A host name such as `desk.acme.com`; what people paste around it is cut off. */
export const claimDomainInput = z.object({
  domain: z
    .string()
    .max(500, "Use at most 500 characters")
    .transform((text, context) => {
      const domain = toDomain(text);
      if (domain) return domain;
      context.addIssue({ code: "custom", message: "Enter a host name such as desk.acme.com" });
      return z.NEVER;
    }),
});
export type ClaimDomainInput = z.infer<typeof claimDomainInput>;

export type DomainReason =
  | "domain.taken"
  | "domain.reserved"
  | "domain.not_claimed"
  | "domain.record_missing"
  | "domain.record_differs"
  | "domain.claim_changed"
  | "domain.lookup_failed";

export const domainClaimed = defineEvent("org.domain.claimed", z.object({ domain: z.string() }));
export const domainVerified = defineEvent("org.domain.verified", z.object({ domain: z.string() }));
export const domainRemoved = defineEvent("org.domain.removed", z.object({ domain: z.string() }));
