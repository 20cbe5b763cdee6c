import { createApiKeySecret, requirePerson } from "@steward/auth";
import { idInput } from "@steward/contracts";
import { createApiKeyInput, listApiKeysInput } from "@steward/contracts/org/api-key";
import { createApiKey, listApiKeys, revokeApiKey } from "@steward/services/org";
import { can, router } from "../kernel/procedure.ts";

export const apiKeyRouter = router({
  list: can("org.apiKey.read")
    .input(listApiKeysInput)
    .query(({ ctx, input }) => listApiKeys(ctx, input)),

  /** The answer holds the key itself, this once. */
  create: can("org.apiKey.write")
    .input(createApiKeyInput)
    .mutation(async ({ ctx, input }) => {
      requirePerson(await ctx.identity());
      return createApiKey(ctx, input, createApiKeySecret());
    }),

  revoke: can("org.apiKey.write")
    .input(idInput)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input.id)),
});
