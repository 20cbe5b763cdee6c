import { toAppError } from "@steward/api";
import { verifySession } from "@steward/auth";
import { headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { RouterOutputs } from "../api/react.ts";
import { signInPath } from "../settings/return-path.ts";
import { tenantHref } from "../settings/tenant-href.ts";
import { api } from "./caller.ts";
import { getFrameFacts } from "./frame-facts.ts";
import { getPlatform } from "./platform.ts";

/** The signed-in person with their organisations; anybody else goes to sign in and comes back. */
export const requireProfile: () => Promise<RouterOutputs["user"]["me"]> = cache(() => guarded(() => api.user.me()));

/**
 * The organisation of this page with what the person may do in it. Somebody who is no member gets the page for
 * refusals, whether or not the organisation exists.
 */
export const requireTenant: () => Promise<RouterOutputs["org"]["tenant"]["current"]> = cache(() =>
  guarded(() => api.org.tenant.current()),
);

/** Whether this request comes from somebody who is signed in. */
export async function isSignedIn(): Promise<boolean> {
  return (await verifySession(getPlatform(), (await headers()).get("cookie"))) !== null;
}

/** What the API answers, or why it refuses. For pages that have words of their own for a refusal. */
export async function answerOf<T>(ask: () => Promise<T>): Promise<{ value: T } | { refusal: string }> {
  try {
    return { value: await ask() };
  } catch (error) {
    const { code, reason } = toAppError(error);
    if (code === "INTERNAL") throw error;
    return { refusal: reason };
  }
}

/** The record a page is about. An address that names none is answered 404, inside the organisation's frame. */
export function requireRecord<T>(ask: () => Promise<T>): Promise<T> {
  return guarded(async () => {
    try {
      return await ask();
    } catch (error) {
      const { code, reason } = toAppError(error);
      if (code === "NOT_FOUND" || reason === "input_invalid") notFound();
      throw error;
    }
  });
}

async function guarded<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const { code, reason } = toAppError(error);
    if (code === "UNAUTHENTICATED") redirect(signInPath((await getFrameFacts()).path, reason));
    if (code === "FORBIDDEN" || code === "NOT_FOUND") forbidden();
    // The address names no organisation, as in `/operator` of the web application.
    if (reason === "tenant_missing") notFound();
    throw error;
  }
}

/** The link to a path inside this page's organisation, for redirects and server-rendered links. */
export async function tenantLink(slug: string, path: string): Promise<string> {
  const { settings } = await getFrameFacts();
  return tenantHref(slug, settings.onSubdomain, path);
}
