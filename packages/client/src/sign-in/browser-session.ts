import { z } from "zod";

const csrfAnswer = z.object({ csrfToken: z.string() });
const redirectAnswer = z.object({ url: z.string() });

/** Signs in through next-auth's own endpoints. Answers the reason of a refusal, or null when signed in. */
export async function signInWithPassword(email: string, password: string): Promise<string | null> {
  const url = await post("/api/auth/callback/credentials", { email, password, callbackUrl: "/" });
  return new URL(url, window.location.origin).searchParams.get("error");
}

/** Ends the session here and on the server, then shows the sign-in page. */
export async function signOut(): Promise<void> {
  await post("/api/auth/signout", { callbackUrl: "/" });
  // A full load: nothing of the ended session stays in memory.
  window.location.assign("/sign-in");
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
