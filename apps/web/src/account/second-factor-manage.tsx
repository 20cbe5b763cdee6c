"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { notifySuccess } from "@steward/ui";
import { useState } from "react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { ProofDialog } from "./proof-dialog.tsx";

interface SecondFactorManageProps {
  current: RouterOutputs["user"]["secondFactor"]["current"];
  onCodes: (codes: readonly string[]) => unknown;
}

/** Two-step sign-in while it is on: new recovery codes, and switching it off. Both ask who is there. */
export function SecondFactorManage({ current, onCodes }: SecondFactorManageProps) {
  const [asking, setAsking] = useState<"renew" | "disable" | null>(null);
  const utils = trpc.useUtils();
  const renew = trpc.user.secondFactor.renewCodes.useMutation();
  const disable = trpc.user.secondFactor.disable.useMutation();
  const { recoveryCodesLeft, hasPassword } = current;
  const close = () => setAsking(null);
  return (
    <Stack gap="md">
      <Text>Signing in asks for a code from your authenticator app.</Text>
      {recoveryCodesLeft < fewCodes ? (
        <Alert color="orange">
          {recoveryCodesLeft === 0 ? "You have no recovery code left." : "You have few recovery codes left."} Make new
          ones before you need them.
        </Alert>
      ) : null}
      <Text size="sm" c="dimmed">
        {recoveryCodesLeft} unused recovery {recoveryCodesLeft === 1 ? "code" : "codes"}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => setAsking("renew")}>
          Make new recovery codes
        </Button>
        <Button variant="light" color="red" onClick={() => setAsking("disable")}>
          Switch off
        </Button>
      </Group>
      <ProofDialog
        opened={asking === "renew"}
        onClose={close}
        title="Make new recovery codes"
        submitLabel="Make new codes"
        hasPassword={hasPassword}
        onProof={async (proof) => {
          const { codes } = await renew.mutateAsync(proof);
          await onCodes(codes);
        }}
      >
        The codes you have now stop working.
      </ProofDialog>
      <ProofDialog
        opened={asking === "disable"}
        onClose={close}
        title="Switch off two-step sign-in?"
        submitLabel="Switch off"
        hasPassword={hasPassword}
        onProof={async (proof) => {
          await disable.mutateAsync(proof);
          notifySuccess("Two-step sign-in is off");
          await utils.user.secondFactor.current.invalidate();
        }}
      >
        Your password alone signs you in then. Organisations that ask for two steps stay closed to you.
      </ProofDialog>
    </Stack>
  );
}

const fewCodes = 3;
