"use client";

import { useState } from "react";
import { signInWithCode, signInWithPassword } from "./browser-session.ts";
import { CodeStep } from "./code-step.tsx";
import { FailureAlert } from "./failure-alert.tsx";
import { PasswordStep, type PasswordStepProps } from "./password-step.tsx";

interface SignInFormProps extends Pick<PasswordStepProps, "providers" | "signUpHref" | "forgotHref" | "demo"> {
  /** A path of this site, already checked. */
  returnTo: string;
  /** Why somebody was sent here, as a reason of the API. */
  reason: string | null;
  /** Left by a provider that has signed the person in, where only the code is missing. */
  ticket: string | null;
}

/** Refusals after which a code is of no use: the step before it has to be done again. */
const startsAgain: ReadonlySet<string> = new Set(["auth.invalid_credentials", "auth.provider_ticket_expired"]);

/** Signing in: e-mail and password or a provider, then a code where the person has set one up. Keeps what was typed. */
export function SignInForm({ returnTo, reason, ticket: given, ...ways }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [ticket, setTicket] = useState(given);
  const [failure, setFailure] = useState(given === null ? reason : null);
  const [codeAsked, setCodeAsked] = useState(given !== null);
  const [busy, setBusy] = useState(false);

  const startAgain = (refused: string | null) => {
    setCodeAsked(false);
    setTicket(null);
    setFailure(refused);
    if (refused === null) setPassword("");
  };

  const signIn = async (code?: string) => {
    setBusy(true);
    setFailure(null);
    const refused = await (ticket !== null && code !== undefined
      ? signInWithCode(ticket, code)
      : signInWithPassword({ email, password, ...(code === undefined ? {} : { code }) })
    ).catch(() => "offline");
    if (refused === null) {
      // A full load, so that the server renders the page for whoever has just signed in.
      window.location.assign(returnTo);
      return;
    }
    setBusy(false);
    // The password was right: what is missing is no failure yet.
    if (refused === "auth.second_factor_required") setCodeAsked(true);
    else if (startsAgain.has(refused)) startAgain(refused);
    else setFailure(refused);
  };

  const alert = failure ? <FailureAlert reason={failure} email={email} /> : null;
  if (codeAsked) return <CodeStep alert={alert} busy={busy} onCode={signIn} onBack={() => startAgain(null)} />;
  return (
    <PasswordStep
      {...ways}
      returnTo={returnTo}
      alert={alert}
      busy={busy}
      failed={failure !== null}
      email={email}
      onEmail={setEmail}
      password={password}
      onPassword={setPassword}
      onSubmit={signIn}
    />
  );
}
