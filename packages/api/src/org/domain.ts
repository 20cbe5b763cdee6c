import { claimDomainInput } from "@steward/contracts/org/domain";
import { createTxtResolver } from "@steward/ports/dns";
import { claimDomain, getDomain, lookUpDomain, removeDomain, verifyDomain } from "@steward/services/org";
import { z } from "zod";
import { can, router } from "../kernel/procedure.ts";

export const domainRouter = router({
  /** The organisation's own host name with the record that proves it, or null. */
  current: can("org.domain.read")
    .input(z.void())
    .query(({ ctx }) => getDomain(ctx)),

  claim: can("org.domain.write")
    .input(claimDomainInput)
    .mutation(({ ctx, input }) => claimDomain(ctx, input, ctx.platform.domain)),

  verify: can("org.domain.write")
    .input(z.void(), (ctx) => lookUpDomain(ctx, createTxtResolver({ servers: ctx.platform.dnsServers })))
    .mutation(({ ctx }) => verifyDomain(ctx, ctx.prepared)),

  remove: can("org.domain.write")
    .input(z.void())
    .mutation(({ ctx }) => removeDomain(ctx)),
});
