import PostalMime, { type Address } from "postal-mime";
import { readHtml } from "./html.ts";
import { extractLimits } from "./limits.ts";
import type { TextKeeper } from "./text-keeper.ts";

/** A message as it travels (RFC 5322): its subject, its people and its words; attachments by name. */
export async function readMail(bytes: Uint8Array, keeper: TextKeeper): Promise<void> {
  const mail = await PostalMime.parse(bytes, { maxNestingDepth: extractLimits.nestedMessages });
  const people = [mail.from, ...(mail.to ?? []), ...(mail.cc ?? [])].map(nameOf).filter(Boolean);
  keeper.add(`${mail.subject ?? ""}\n${people.join(", ")}\n`);
  if (mail.text) keeper.add(mail.text);
  else if (mail.html) readHtml(mail.html, keeper);
  for (const { filename } of mail.attachments) keeper.add(`\n${filename ?? ""}`);
}

const nameOf = (address: Address | undefined) => (address ? `${address.name} ${address.address ?? ""}`.trim() : "");
