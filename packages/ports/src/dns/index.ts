import { Resolver } from "node:dns/promises";

export { dnsServersSetting } from "./settings.ts";

/** The TXT records at a name, each as one string; none where the name or the record does not exist. */
export type ResolveTxt = (name: string) => Promise<string[]>;

/** No name server gave an answer: the question may be asked again later. */
export class DnsLookupError extends Error {
  constructor(name: string, options: ErrorOptions) {
    super(`No name server answered for ${name}.`, options);
    this.name = "DnsLookupError";
  }
}

export interface DnsOptions {
  /** Name servers as `192.0.2.53` or `192.0.2.53:5353`; the machine's own where there are none. */
  readonly servers?: readonly string[] | undefined;
  readonly timeoutMs?: number;
  readonly tries?: number;
}

/** The name exists without such a record, or does not exist: an answer, not a failure. */
const empty = new Set(["ENODATA", "ENOTFOUND"]);

/** Asks DNS itself rather than the machine's resolver library, which knows hosts files and caches. */
export function createTxtResolver({ servers = [], timeoutMs = 3_000, tries = 2 }: DnsOptions = {}): ResolveTxt {
  const resolver = new Resolver({ timeout: timeoutMs, tries });
  if (servers.length > 0) resolver.setServers(servers);
  return async (name) => {
    try {
      // A long record comes in pieces of 255 bytes, which belong together (RFC 7208, section 3.3).
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""));
    } catch (error) {
      if (error instanceof Error && "code" in error && empty.has(String(error.code))) return [];
      throw new DnsLookupError(name, { cause: error });
    }
  };
}
