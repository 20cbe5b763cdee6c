import { z } from "zod";

const hostPattern = /^(?=.{1,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/**
 * The bare host name in what people paste: `https://www.Acme.com/about` → `acme.com`; undefined where there is none.
 * International names come out in their ASCII form, so that two spellings of one domain compare equal.
 */
export function toDomain(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === "" || /\s/.test(trimmed)) return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (!URL.canParse(address)) return undefined;
  const host = new URL(address).hostname.replace(/^www\./, "").replace(/\.$/, "");
  return hostPattern.test(host) ? host : undefined;
}

/** The name in a `Host` header, without its port: `Acme.localhost:3000` → `acme.localhost`. Not judged. */
export function hostInHeader(header: string): string {
  return header.replace(/:\d+$/, "").toLowerCase();
}

/** A web site or domain that may be missing; stored as a bare host name. */
export const domainSchema = z
  .string()
  .max(500, "Use at most 500 characters")
  .nullable()
  .transform((value, context) => {
    if (value === null || value.trim() === "") return null;
    const domain = toDomain(value);
    if (domain) return domain;
    context.addIssue({ code: "custom", message: "Enter a web site such as acme.com" });
    return z.NEVER;
  });
