import type { Browser } from "./auth-site.ts";

/** Where a browser ends up: the address it was led to last, and the cookies the site set on the way. */
export interface Visit {
  /** The provider's answer, at the site's callback: its query carries the code and the state. */
  readonly callback: URL;
}

/**
 * A browser's way to the provider and back, up to the site's callback, which it does not yet ask for. The provider's
 * cookies live as long as the visit: each starts as somebody who is not signed in there.
 */
export async function visitProvider(browser: Browser, provider: string, siteOrigin: string): Promise<Visit> {
  let target = await browser.post(`/api/auth/signin/${provider}`, { callbackUrl: "/" });
  const cookies = new Map<string, string>();
  for (let step = 0; step < 10; step += 1) {
    if (target.origin === siteOrigin) return { callback: target };
    const answer = await fetch(target, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get("location");
    if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    target = new URL(location, target);
  }
  throw new Error("The provider leads in circles.");
}
