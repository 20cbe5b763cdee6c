"use client";

import { Button, Paper, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { unlinkAccountInput } from "@steward/contracts/auth/profile";
import {
  DateText,
  EmptyState,
  ErrorState,
  FormModal,
  LoadingState,
  notifySuccess,
  PageHeader,
  PasswordField,
  useZodForm,
} from "@steward/ui";
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
  const [unlinking, { open, close }] = useDisclosure(false);
  const name = providerNames[account.provider] ?? account.provider;
  return (
    <li className={classes.row}>
      <IconLink size={20} aria-hidden className={classes.icon} />
      <div className={classes.words}>
        <span className={classes.title}>{name}</span>
        <Text size="sm" c="dimmed" component="div">
          {account.email} · since <DateText value={account.createdAt} />
        </Text>
      </div>
      <Button variant="default" size="xs" onClick={open} aria-label={`Unlink ${name}`}>
        Unlink
      </Button>
      <UnlinkDialog account={account} name={name} opened={unlinking} onClose={close} />
    </li>
  );
}

interface UnlinkDialogProps {
  account: LinkedAccount;
  name: string;
  opened: boolean;
  onClose: () => void;
}

/** Asks whoever has a password for it; whom a provider signs in, the API sends to sign in again after a while. */
function UnlinkDialog({ account, name, opened, onClose }: UnlinkDialogProps) {
  const utils = trpc.useUtils();
  const current = trpc.user.secondFactor.current.useQuery(undefined, { enabled: opened });
  const unlink = trpc.user.linkedAccount.unlink.useMutation();
  const form = useZodForm({
    schema: unlinkAccountInput,
    initialValues: { id: account.id },
    warnBeforeLeaving: false,
    onSubmit: async (values) => {
      await unlink.mutateAsync(values);
      notifySuccess(`${name} is unlinked`);
      await utils.user.linkedAccount.list.invalidate();
    },
  });
  return (
    <FormModal form={form} opened={opened} onClose={onClose} title={`Unlink ${name}?`} submitLabel="Unlink">
      <Text size="sm">
        {account.email} no longer signs you in here, and everywhere else you are signed out. Sign in with it again to
        link it.
      </Text>
      {current.data?.hasPassword ? (
        <PasswordField field={form.field("password")} label="Your password" autoComplete="current-password" autoFocus />
      ) : null}
    </FormModal>
  );
}
