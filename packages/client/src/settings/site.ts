import { hostInHeader, toDomain } from "@steward/contracts/kernel/domain";
import { tenantSlugSchema } from "@steward/contracts/org/tenant";
import { portSetting, readSettings } from "@steward/ports/process";
import { z } from "zod";

const addressSetting = z
  .string()
  .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), "is not an http(s) address")
  .transform((text) => new URL(text).origin)
  .optional()
  .describe("an address such as https://steward.example");

const shape = {
  STEWARD_WEB_PORT: portSetting(3000),
  STEWARD_ADMIN_PORT: portSetting(3001),
  STEWARD_API_PORT: portSetting(4000),
  STEWARD_WEB_URL: addressSetting,
  STEWARD_ADMIN_URL: addressSetting,
  STEWARD_API_URL: addressSetting,
  STEWARD_DOMAIN: z.string().min(1).toLowerCase().default("localhost").describe("the parent domain of subdomains"),
  STEWARD_DEMO: z.enum(["0", "1"], "is neither 0 nor 1").default("0").describe("1 to show the demo's people"),
};

/** Where the parts of an installation are reached from a browser. */
export interface Site {
  readonly web: Place;
  readonly admin: Place;
  readonly api: Place;
  /** The parent domain of tenant subdomains. */
  readonly domain: string;
  readonly demo: boolean;
}

/** A fixed origin, or a port on whatever host the browser already talks to. */
interface Place {
  readonly origin: string | undefined;
  readonly port: number;
}

/** Reads the settings of the site. Throws a `SettingsError` that says which setting to correct. */
export function readSite(env: Readonly<Record<string, string | undefined>>): Site {
  const settings = readSettings(shape, env);
  return {
    web: { origin: settings.STEWARD_WEB_URL, port: settings.STEWARD_WEB_PORT },
    admin: { origin: settings.STEWARD_ADMIN_URL, port: settings.STEWARD_ADMIN_PORT },
    api: { origin: settings.STEWARD_API_URL, port: settings.STEWARD_API_PORT },
    domain: settings.STEWARD_DOMAIN,
    demo: settings.STEWARD_DEMO === "1",
  };
}

/** The origin of one part, as the browser that sent a request with this `Host` reaches it. */
export function placeOrigin(place: Place, host: string, secure: boolean): string {
  return place.origin ?? `${secure ? "https" : "http"}://${hostname(host)}:${place.port}`;
}

/** The three parts as a browser reaches them: origins, without a slash behind. */
export interface Origins {
  readonly web: string;
  readonly admin: string;
  readonly api: string;
}

/** The parts, as the browser that sent a request with this `Host` reaches them. */
export function originsAt({ web, admin, api }: Site, host: string, secure: boolean): Origins {
  const at = (place: Place) => placeOrigin(place, host, secure);
  return { web: at(web), admin: at(admin), api: at(api) };
}

/**
 * The parts under an organisation's own host name. Cookies of that name go nowhere else, so workspace and API are both
 * reached there: at their ports, or, where they have fixed addresses, with scheme and port of those. A proxy before
 * them then tells the API by its path. The administration's fixed address stays what it is.
 */
export function originsUnderOwnHost(site: Site, host: string, secure: boolean): Origins {
  const renamed = ({ origin, port }: Place) => {
    if (origin === undefined) return placeOrigin({ origin, port }, host, secure);
    const url = new URL(origin);
    url.hostname = hostname(host);
    return url.origin;
  };
  return { web: renamed(site.web), admin: placeOrigin(site.admin, host, secure), api: renamed(site.api) };
}

/** The parts under the installation's own name, where every organisation is reached by its path. */
export function originsAtHome(site: Site, secure: boolean): Origins {
  return originsAt(site, site.domain, secure);
}

/**
 * The name in a `Host` header: `acme.localhost`, `[::1]`. Whatever is none becomes `localhost`: the header is the
 * client's to write, and its name goes into the content security policy.
 */
export function hostname(host: string): string {
  const name = hostInHeader(host);
  return /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]+\])$/.test(name) ? name : "localhost";
}

/** The organisation a host names by its label (`acme` of `acme.localhost:3000`), or null. */
export function tenantOfHost(host: string, domain: string): string | null {
  const name = hostname(host);
  const label = name.endsWith(`.${domain}`) ? name.slice(0, -domain.length - 1) : "";
  return tenantSlugSchema.safeParse(label).success ? label : null;
}

/**
 * The name in `Host` where it is none of the installation's and has to be somebody's own to be answered; else null: the
 * installation's names, those below its domain, addresses of digits and machines' own names.
 */
export function foreignName(host: string, { web, admin, domain }: Site): string | null {
  const name = hostname(host);
  const fixed = [web, admin].flatMap(({ origin }) => (origin === undefined ? [] : [new URL(origin).hostname]));
  if (name === domain || fixed.includes(name) || tenantOfHost(host, domain) !== null) return null;
  return toDomain(name) === name ? name : null;
}
