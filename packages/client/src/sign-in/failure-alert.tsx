"use client";

import { Alert, Button, Text } from "@mantine/core";
import { toProblem } from "@steward/ui";
import { IconAlertCircle, IconMailForward } from "@tabler/icons-react";
import { trpc } from "../api/react.ts";
import "../error/words.ts";

interface FailureAlertProps {
  /** A reason of the API, or `offline`. */
  reason: string;
  /** The address that was typed; an unconfirmed one is sent its mail again. */
  email: string;
}

/** Why somebody was not let in, and what helps. */
export function FailureAlert({ reason, email }: FailureAlertProps) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} aria-hidden />} role="alert">
      {failureWords(reason)}
      {reason === "auth.email_unverified" && email ? <ResendMail email={email} /> : null}
    </Alert>
  );
}

/** Sends the mail with the confirming link once more. The answer does not tell whether there was anything to send. */
export function ResendMail({ email }: { email: string }) {
  const resend = trpc.auth.email.resend.useMutation();
  return (
    <div aria-live="polite">
      {resend.isSuccess ? (
        <Text size="sm" mt={6}>
          Sent. Look into your inbox, and into the folder for spam.
        </Text>
      ) : (
        <Button
          variant="default"
          size="xs"
          mt="xs"
          loading={resend.isPending}
          leftSection={<IconMailForward size={14} aria-hidden />}
          onClick={() => resend.mutate({ email })}
        >
          Send the mail again
        </Button>
      )}
      {resend.isError ? (
        <Text size="sm" mt={6}>
          {toProblem(resend.error).message}
        </Text>
      ) : null}
    </div>
  );
}

function failureWords(reason: string): string {
  if (reason === "offline") return toProblem(new TypeError("offline")).message;
  return toProblem({ data: { code: "INTERNAL", reason } }).message;
}
