"use client";

import { Button } from "@mantine/core";
import { EntryFrame, EntryNote, trpc } from "@steward/client";
import { LinkProblem } from "./link-problem.tsx";

/**
 * Confirms an address. By a button, not by opening the page: programs that look through mail open links too, and one
 * of them would confirm a stranger's account in its reader's name.
 */
export function VerifyEmail({ token }: { token: string }) {
  const verify = trpc.auth.email.verify.useMutation();
  if (verify.isSuccess) {
    return (
      <EntryFrame title="Your address is confirmed">
        <EntryNote
          actions={
            <Button component="a" href="/sign-in" size="md" fullWidth>
              Sign in
            </Button>
          }
        >
          You can sign in now.
        </EntryNote>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title="Confirm your e-mail address" subtitle="One more step, then your account is ready.">
      <LinkProblem error={verify.error} />
      <Button size="md" fullWidth autoFocus loading={verify.isPending} onClick={() => verify.mutate({ token })}>
        Confirm my address
      </Button>
      {verify.isError ? (
        <Button component="a" href="/sign-in" variant="subtle" fullWidth mt="xs">
          Sign in to get another mail
        </Button>
      ) : null}
    </EntryFrame>
  );
}
