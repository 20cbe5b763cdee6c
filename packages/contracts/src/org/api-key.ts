import { z } from "zod";
import { defineEvent } from "../kernel/event.ts";
import { idSchema, listInput } from "../kernel/list.ts";
import { administrators, definePermissions, staff } from "../kernel/permission.ts";
import { nameSchema } from "../kernel/text.ts";

const ownKeys = { reach: "own", allWith: "org.apiKey.manage" } as const;

export const apiKeyPermissions = definePermissions("org.apiKey", {
  read: { description: "See one's own API keys", roles: staff, rows: ownKeys },
  write: { description: "Make and revoke one's own API keys", roles: staff, rows: ownKeys },
  manage: { description: "See and revoke everybody's API keys", roles: administrators },
});

export const defaultKeyDays = 90;
export const maxKeyDays = 365;
/** Living keys per member; whoever needs more shares one between programs. */
export const maxKeysPerMember = 50;

export const apiKeyStates = ["active", "expired", "revoked"] as const;
export type ApiKeyState = (typeof apiKeyStates)[number];

export const apiKeySortFields = ["createdAt", "name"] as const;
export const apiKeyFilter = z.object({ state: z.enum(apiKeyStates), own: z.boolean(), memberId: idSchema });
export const listApiKeysInput = listInput(apiKeySortFields, apiKeyFilter, "desc");
export type ListApiKeysInput = z.infer<typeof listApiKeysInput>;

/**
 * Every key ends: a secret in a program's settings is forgotten sooner than a person's password, so there is no key for
 * ever. `scopes` are names of permissions the maker has.
 */
export const createApiKeyInput = z.object({
  name: nameSchema("Name the key after the program that will use it", 80),
  scopes: z.array(z.string().max(100)).min(1, "Choose what the key may do").max(500),
  expiresInDays: z
    .number()
    .int()
    .min(1, "A key lives at least a day")
    .max(maxKeyDays, "A key lives at most a year")
    .default(defaultKeyDays),
});
export type CreateApiKeyInput = z.infer<typeof createApiKeyInput>;

export type ApiKeyReason =
  | "api_key.scope_unknown"
  | "api_key.scope_not_own"
  | "api_key.too_many"
  | "api_key.revoked_already";

export const apiKeyCreated = defineEvent(
  "org.apiKey.created",
  z.object({ name: z.string(), prefix: z.string(), scopes: z.array(z.string()), expiresAt: z.iso.datetime() }),
);
export const apiKeyRevoked = defineEvent(
  "org.apiKey.revoked",
  z.object({ name: z.string(), prefix: z.string(), memberId: z.string() }),
);
