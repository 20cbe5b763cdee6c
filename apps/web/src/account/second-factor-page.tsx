"use client";

import { Button, Paper, Stack, Text } from "@mantine/core";
import { ErrorState, LoadingState, PageHeader, StatusBadge } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../trpc/client.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { SecondFactorManage } from "./second-factor-manage.tsx";
import { SecondFactorSetUp } from "./second-factor-set-up.tsx";

interface SecondFactorPageProps {
  /** Where the person came from, to set this up: a path of this site, or null. */
  returnTo: string | null;
}

/** Two-step sign-in: off, being set up, or on. Recovery codes are shown once, before anything else. */
export function SecondFactorPage({ returnTo }: SecondFactorPageProps) {
  const utils = trpc.useUtils();
  const current = trpc.user.secondFactor.current.useQuery();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [settingUp, setSettingUp] = useState(false);
  const showCodes = async (made: readonly string[]) => {
    setCodes(made);
    setSettingUp(false);
    await utils.user.secondFactor.current.invalidate();
  };

  const content = () => {
    if (codes) return <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />;
    if (current.isPending) return <LoadingState label="Loading two-step sign-in" />;
    if (current.isError) return <ErrorState error={current.error} onRetry={current.refetch} />;
    if (current.data.enabled) return <SecondFactorManage current={current.data} onCodes={showCodes} />;
    if (settingUp) {
      const { hasPassword } = current.data;
      return <SecondFactorSetUp hasPassword={hasPassword} onCodes={showCodes} onCancel={() => setSettingUp(false)} />;
    }
    return (
      <Stack gap="md" align="flex-start">
        <Text>
          You need an authenticator app, such as the one of your password manager, Aegis, 2FAS, Google Authenticator or
          Microsoft Authenticator.
        </Text>
        <Button onClick={() => setSettingUp(true)}>Set up</Button>
      </Stack>
    );
  };

  return (
    <>
      <PageHeader
        title="Two-step sign-in"
        description="After your password, a code from an app on your phone: a stolen password alone opens nothing."
        badge={
          current.data ? (
            <StatusBadge tone={current.data.enabled ? "success" : "neutral"}>
              {current.data.enabled ? "On" : "Off"}
            </StatusBadge>
          ) : null
        }
      />
      <Paper withBorder p="lg" mt="md">
        {content()}
      </Paper>
      {returnTo !== null && current.data?.enabled && !codes ? (
        <Button component="a" href={returnTo} mt="md">
          Go on to where you came from
        </Button>
      ) : null}
    </>
  );
}
