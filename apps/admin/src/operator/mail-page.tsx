"use client";

import { Anchor, Button, Code, Grid, Group, Stack, Tabs, Text } from "@mantine/core";
import { PageCrumb } from "@steward/client";
import {
  CopyAction,
  DateText,
  DefinitionList,
  EmptyState,
  ErrorState,
  LoadingState,
  notifyError,
  notifySuccess,
  PageHeader,
  SectionCard,
  StatusBadge,
} from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import classes from "./mail-page.module.css";
import { mailLabels, mailStateWords } from "./mail-words.ts";

type MailDetail = RouterOutputs["operator"]["mail"]["byId"];

/** One mail, with what it says while it is kept. */
export function MailPage({ id }: { id: string }) {
  // Each reading stands in the platform's history: coming back to the window is none.
  const mail = trpc.operator.mail.byId.useQuery({ id }, { refetchOnWindowFocus: false, staleTime: 300_000 });
  if (mail.isPending) return <LoadingState lines={10} label="Loading the mail" />;
  if (mail.isError) return <ErrorState error={mail.error} onRetry={mail.refetch} />;
  return <LoadedMail mail={mail.data} />;
}

function LoadedMail({ mail }: { mail: MailDetail }) {
  const title = mail.subject ?? mailLabels[mail.template];
  const { label, tone } = mailStateWords[mail.status];
  return (
    <>
      <PageCrumb label={title} />
      <PageHeader
        title={title}
        badge={<StatusBadge tone={tone}>{label}</StatusBadge>}
        description={`To ${mail.recipient}`}
        primaryAction={mail.status === "failed" ? <RetryMail id={mail.id} /> : null}
      />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 1, md: 2 }}>
          <Stack gap="md">
            {mail.links.length > 0 ? (
              <SectionCard title="Links in it">
                <Links links={mail.links} />
              </SectionCard>
            ) : null}
            <SectionCard title="About">
              <DefinitionList
                items={[
                  { label: "Kind", value: mailLabels[mail.template] },
                  { label: "Organisation", value: mail.organisation },
                  { label: "Asked for", value: <DateText value={mail.createdAt} withTime /> },
                  { label: "Sent", value: <DateText value={mail.sentAt} withTime /> },
                  { label: "Tries", value: mail.attempts },
                ]}
              />
              {mail.lastError ? (
                <Code block mt="xs" tabIndex={0} aria-label="Last error">
                  {mail.lastError}
                </Code>
              ) : null}
            </SectionCard>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 8 }} order={{ base: 2, md: 1 }}>
          <SectionCard title="What it says">
            <Body mail={mail} />
          </SectionCard>
        </Grid.Col>
      </Grid>
    </>
  );
}

/** In a frame without scripts, forms or an origin; links open beside it. */
function Body({ mail }: { mail: MailDetail }) {
  if (mail.html === null && mail.text === null) {
    return (
      <EmptyState
        compact
        title="Nothing is kept of it"
        description={
          mail.status === "sent"
            ? "What was sent is in the recipient's inbox and nowhere else."
            : "What it says can be read once it is kept."
        }
      />
    );
  }
  return (
    <Tabs defaultValue={mail.html === null ? "text" : "html"} keepMounted={false}>
      <Tabs.List mb="sm">
        {mail.html === null ? null : <Tabs.Tab value="html">As it looks</Tabs.Tab>}
        <Tabs.Tab value="text">Text alone</Tabs.Tab>
      </Tabs.List>
      {mail.html === null ? null : (
        <Tabs.Panel value="html">
          <iframe
            className={classes.frame}
            title="The mail as it looks"
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            referrerPolicy="no-referrer"
            srcDoc={`<base target="_blank">${mail.html}`}
          />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="text">
        <Text component="pre" className={classes.text}>
          {mail.text}
        </Text>
      </Tabs.Panel>
    </Tabs>
  );
}

function Links({ links }: { links: readonly string[] }) {
  return (
    <Stack gap="sm">
      {links.map((link, index) => (
        <Group key={link} gap="xs" wrap="nowrap" align="flex-start" justify="space-between">
          <Anchor href={link} target="_blank" rel="noreferrer noopener" size="sm" className={classes.link}>
            {link}
          </Anchor>
          <CopyAction value={link} label={`link ${index + 1}`} />
        </Group>
      ))}
    </Stack>
  );
}

function RetryMail({ id }: { id: string }) {
  const utils = trpc.useUtils();
  const retry = trpc.operator.mail.retry.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await utils.operator.mail.invalidate();
      notifySuccess("The mail is back in its queue");
    },
  });
  return (
    <Button loading={retry.isPending} onClick={() => retry.mutate({ id })}>
      Try again
    </Button>
  );
}
