import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

/** A person at the issuer, as its userinfo endpoint describes them. */
export interface IssuerPerson {
  readonly sub: string;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name?: string;
}

/** An OpenID Connect issuer on this machine: the certified `oidc-provider` on a real socket. */
export interface Issuer {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Whoever is sent here from now on signs in as this person and agrees to everything. */
  signInAs(person: IssuerPerson): void;
  close(): Promise<void>;
}

/**
 * Starts an issuer with one confidential client. As strict as the specifications allow: PKCE with S256 is required, and
 * the ID token holds the subject only, the rest is asked for at the userinfo endpoint (OpenID Connect Core, 5.4).
 *
 * @param redirectUris where the client takes people back
 */
export async function startIssuer(redirectUris: string[]): Promise<Issuer> {
  const clientId = "steward-test";
  const clientSecret = randomBytes(32).toString("base64url");
  let person: IssuerPerson | undefined;
  // The issuer's name is its address, known once the socket is open.
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    ...configuration(),
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: redirectUris }],
    findAccount: () => person && describe(person),
    loadExistingGrant: agreeToEverything,
  });
  const callback = provider.callback();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith("/interaction/")) return void callback(request, response);
    if (!person) return void response.writeHead(500).end("Nobody was said to sign in: call signInAs first.");
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  }

  return {
    url,
    clientId,
    clientSecret,
    signInAs: (next) => {
      person = next;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** With keys of its own, so that a token of another issuer is worth nothing here. */
function configuration(): Configuration {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  return {
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    claims: { email: ["email", "email_verified"], profile: ["name"] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), use: "sig" }] } as NonNullable<Configuration["jwks"]>,
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
}

function describe({ sub, email, emailVerified, name }: IssuerPerson) {
  return { accountId: sub, claims: () => ({ sub, email, email_verified: emailVerified, name }) };
}

const agreeToEverything: NonNullable<Configuration["loadExistingGrant"]> = async ({ oidc }) => {
  const { provider, client, session } = oidc;
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
  grant.addOIDCScope("openid email profile");
  await grant.save();
  return grant;
};
