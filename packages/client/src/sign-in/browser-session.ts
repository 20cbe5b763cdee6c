import { z } from "zod";

const csrfAnswer = z.object({ csrfToken: z.string() });
const redirectAnswer = z.object({ url: z.string() });

interface PasswordSignIn {
  email: string;
  password: string;
  /** From the authenticator app, or a recovery code; asked for by the refusal `auth.second_factor_required`. */
  code?: string;
}

/** Signs in through next-auth's own endpoints. Answers the reason of a refusal, or null when signed in. */
export function signInWithPassword(credentials: PasswordSignIn): Promise<string | null> {
  return refusalOf("/api/auth/callback/credentials", { ...credentials });
}

/** The second step after a provider, whose answer left the ticket. Answers as `signInWithPassword`. */
export function signInWithCode(ticket: string, code: string): Promise<string | null> {
  return refusalOf("/api/auth/callback/code", { ticket, code });
}

/** Takes over the session a ticket stands for: an operator acting as somebody, and coming back. */
export function signInWithTicket(ticket: string): Promise<string | null> {
  return refusalOf("/api/auth/callback/handover", { ticket });
}

/** Leaves for the provider's own sign-in, which comes back to `returnTo` or to the sign-in page with a reason. */
export async function leaveForProvider(provider: string, returnTo: string): Promise<void> {
  window.location.assign(await post(`/api/auth/signin/${provider}`, { callbackUrl: returnTo }));
}

/** Ends the session here and on the server, then shows the sign-in page, or what `next` names: a path of this site. */
export async function signOut(next = "/sign-in"): Promise<void> {
  await forgetPush().catch(() => {});
  await post("/api/auth/signout", { callbackUrl: "/" });
  // A full load: nothing of the ended session stays in memory.
  window.location.assign(next);
}

/** Whoever signs in here next is not to be shown what this person is told: the browser's address for it ends. */
async function forgetPush(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration("/");
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

async function refusalOf(path: string, fields: Record<string, string>): Promise<string | null> {
  const url = await post(path, { ...fields, callbackUrl: "/" });
  return new URL(url, window.location.origin).searchParams.get("error");
}

async function post(path: string, fields: Record<string, string>): Promise<string> {
  const issued = await fetch("/api/auth/csrf", { cache: "no-store" });
  const { csrfToken } = csrfAnswer.parse(await issued.json());
  const answer = await fetch(path, {
    method: "POST",
    body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
  });
  return redirectAnswer.parse(await answer.json()).url;
}
