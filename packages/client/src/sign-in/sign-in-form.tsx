"use client";

import { useState } from "react";
import { signInWithPassword } from "./browser-session.ts";
import { CodeStep } from "./code-step.tsx";
import { FailureAlert } from "./failure-alert.tsx";
import { PasswordStep, type PasswordStepProps } from "./password-step.tsx";

interface SignInFormProps extends Pick<PasswordStepProps, "providers" | "signUpHref" | "forgotHref" | "demo"> {
  /** A path of this site, already checked. */
  returnTo: string;
  /** Why somebody was sent here, as a reason of the API. */
  reason: string | null;
}

/** Signing in: e-mail and password or a provider, then a code where the person has set one up. Keeps what was typed. */
export function SignInForm({ returnTo, reason, ...ways }: SignInFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [failure, setFailure] = useState(reason);
  const [codeAsked, setCodeAsked] = useState(false);
  const [busy, setBusy] = useState(false);

  const signIn = async (code?: string) => {
    setBusy(true);
    setFailure(null);
    const credentials = { email, password, ...(code === undefined ? {} : { code }) };
    const refused = await signInWithPassword(credentials).catch(() => "offline");
    if (refused === null) {
      // A full load, so that the server renders the page for whoever has just signed in.
      window.location.assign(returnTo);
      return;
    }
    setBusy(false);
    // The password was right: what is missing is no failure yet.
    const onlyCodeMissing = refused === "auth.second_factor_required";
    setCodeAsked(onlyCodeMissing || (codeAsked && refused !== "auth.invalid_credentials"));
    setFailure(onlyCodeMissing ? null : refused);
  };

  const alert = failure ? <FailureAlert reason={failure} email={email} /> : null;
  if (codeAsked) {
    const startAgain = () => {
      setCodeAsked(false);
      setFailure(null);
      setPassword("");
    };
    return <CodeStep alert={alert} busy={busy} onCode={signIn} onBack={startAgain} />;
  }
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
