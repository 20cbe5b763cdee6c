"use client";

import { Button, Paper, Text } from "@mantine/core";
import { confirmAction, DateText, EmptyState, ErrorState, LoadingState, notifySuccess, PageHeader } from "@steward/ui";
import { IconLink } from "@tabler/icons-react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { providerNames } from "./provider-names.ts";
import classes from "./row.module.css";

type LinkedAccount = RouterOutputs["user"]["linkedAccount"]["list"][number];

/** The providers that may sign the person in. */
export function LinkedAccountsPage() {
  const accounts = trpc.user.linkedAccount.list.useQuery();
  return (
    <>
      <PageHeader
        title="Linked accounts"
        description="Accounts elsewhere that sign you in here. One is linked when you first sign in with it."
      />
      <Paper withBorder mt="md">
        {accounts.isPending ? (
          <LoadingState label="Loading your linked accounts" />
        ) : accounts.isError ? (
          <ErrorState error={accounts.error} onRetry={accounts.refetch} />
        ) : accounts.data.length === 0 ? (
          <EmptyState
            icon={IconLink}
            title="No linked accounts"
            description="You sign in with your e-mail address and password."
          />
        ) : (
          <ul style={{ margin: 0, padding: 0, listStyle: "none" }} aria-label="Linked accounts">
            {accounts.data.map((account) => (
              <AccountRow key={account.id} account={account} />
            ))}
          </ul>
        )}
      </Paper>
    </>
  );
}

function AccountRow({ account }: { account: LinkedAccount }) {
  const utils = trpc.useUtils();
  const unlink = trpc.user.linkedAccount.unlink.useMutation({
    onSuccess: () => utils.user.linkedAccount.list.invalidate(),
  });
  const name = providerNames[account.provider] ?? account.provider;
  const ask = () =>
    confirmAction({
      title: `Unlink ${name}?`,
      message: `${account.email} no longer signs you in here, and everywhere else you are signed out. Sign in with it again to link it.`,
      confirmLabel: "Unlink",
      onConfirm: async () => {
        await unlink.mutateAsync({ id: account.id });
        notifySuccess(`${name} is unlinked`);
      },
    });
  return (
    <li className={classes.row}>
      <IconLink size={20} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <span className={classes.title}>{name}</span>
        <Text size="sm" c="dimmed" component="div">
          {account.email} · since <DateText value={account.createdAt} />
        </Text>
      </div>
      <Button variant="default" size="xs" onClick={ask} aria-label={`Unlink ${name}`}>
        Unlink
      </Button>
    </li>
  );
}
