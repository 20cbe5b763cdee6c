import { invalidField } from "@steward/contracts";
import { toE164 } from "@steward/contracts/kernel/phone";
import type { ServiceContext } from "../kernel/index.ts";

/**
 * A number as typed → E.164, read by the organisation's country; null and undefined pass.
 * Throws INVALID `phone_invalid` under `path`.
 */
export function readPhone<Missing extends null | undefined>(
  ctx: Pick<ServiceContext, "tenant">,
  phone: string | Missing,
  path = "phone",
): string | Missing {
  if (typeof phone !== "string") return phone;
  const number = toE164(phone, ctx.tenant.country);
  if (number) return number;
  throw invalidField(path, "phone_invalid", "Enter a phone number, with its country code if it is abroad");
}
