import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { AuthOptions } from "next-auth";

// CommonJS, whose default export Node, bundlers and vitest each wrap differently.
const { default: NextAuth }: typeof import("next-auth") = createRequire(import.meta.url)("next-auth");

/** next-auth's endpoints on a real socket, as `/api/auth/…` of the web application serves them. */
export async function startAuthSite(optionsOf: (headers: Headers) => AuthOptions) {
  process.env.AUTH_TRUST_HOST = "true";
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://site.invalid");
    const query = { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split("/").slice(3) };
    const cookies = Object.fromEntries(
      (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("=").map(decodeURIComponent)),
    );
    request.headers["x-forwarded-proto"] = "http";
    await NextAuth(
      Object.assign(request, { query, cookies, body: await formOf(request) }) as never,
      asApiResponse(response) as never,
      optionsOf(headersOf(request)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, close: () => new Promise((resolve) => server.close(resolve)) };
}

function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]));
}

async function formOf(request: IncomingMessage): Promise<Record<string, string>> {
  let text = "";
  for await (const chunk of request) text += chunk;
  return Object.fromEntries(new URLSearchParams(text));
}

function asApiResponse(response: ServerResponse) {
  return Object.assign(response, {
    status(code: number) {
      response.statusCode = code;
      return response;
    },
    json: (body: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(body)),
    send: (body: unknown) => response.end(typeof body === "object" ? JSON.stringify(body) : body),
  });
}

/** A browser as far as cookies go. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly setCookies: string[] = [];
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async fetch(
    path: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; location: string | null; body: Record<string, string> }> {
    const answer = await fetch(this.#origin + path, {
      method: form ? "POST" : "GET",
      headers: { cookie: this.cookieHeader, "user-agent": "test browser" },
      redirect: "manual",
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      this.setCookies.push(cookie);
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await answer.text();
    const location = answer.headers.get("location");
    return { status: answer.status, location, body: text.startsWith("{") ? JSON.parse(text) : { text } };
  }

  /** Posts a form of next-auth's with its CSRF token; answers the address it leads to. */
  async post(path: string, form: Record<string, string>): Promise<URL> {
    const { body } = await this.fetch("/api/auth/csrf");
    const answer = await this.fetch(path, { ...form, csrfToken: body.csrfToken ?? "", json: "true" });
    return new URL(answer.body.url ?? "");
  }
}
