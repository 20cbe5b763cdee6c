"use client";

import { Anchor, Button, Card, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { PageCrumb, useHref } from "@steward/client";
import type { IntakeForm, IntakeReceipt } from "@steward/contracts/projects/intake";
import type { CustomValue } from "@steward/contracts/projects/task";
import { EmptyState, ErrorState, LoadingState, notifyError, PageHeader } from "@steward/ui";
import { IconCheck, IconDoorOff } from "@tabler/icons-react";
import Link from "next/link";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { CustomFieldInput } from "../task/custom-field-inputs.tsx";

/** Asks something of a project, for everybody in the organisation who may see it. */
export function IntakePage({ id }: { id: string }) {
  const query = trpc.projects.intake.current.useQuery({ projectId: id });
  const [receipt, setReceipt] = useState<IntakeReceipt>();
  const href = useHref();
  if (query.isPending) return <LoadingState lines={8} label="Loading the form" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={query.refetch} />;
  const form = query.data;
  if (!form?.isOpen) {
    return (
      <>
        <PageHeader title={form?.title ?? "Requests"} />
        <EmptyState
          icon={IconDoorOff}
          title="This project takes no requests"
          description="Its leads open the form in the project’s settings."
          action={
            <Button variant="default" component={Link} href={href(`/projects/${id}`)}>
              Open the project
            </Button>
          }
        />
      </>
    );
  }
  return (
    <>
      <PageCrumb label={form.projectName} />
      <PageHeader title={form.title} description={form.title.includes(form.projectName) ? null : form.projectName} />
      {receipt ? (
        <Sent form={form} receipt={receipt} onAgain={() => setReceipt(undefined)} />
      ) : (
        <RequestForm form={form} onSent={setReceipt} />
      )}
    </>
  );
}

function Sent({ form, receipt, onAgain }: { form: IntakeForm; receipt: IntakeReceipt; onAgain: () => void }) {
  const href = useHref();
  const number = receipt.key.slice(receipt.key.lastIndexOf("-") + 1);
  return (
    <EmptyState
      icon={IconCheck}
      title="Sent"
      description={
        <>
          Your request is{" "}
          <Anchor component={Link} inherit href={href(`/projects/${form.projectId}/tasks/${number}`)}>
            {receipt.key}
          </Anchor>
          . You are told what becomes of it.
        </>
      }
      action={
        <Button variant="default" onClick={onAgain}>
          Ask something else
        </Button>
      }
    />
  );
}

function RequestForm({ form, onSent }: { form: IntakeForm; onSent: (receipt: IntakeReceipt) => void }) {
  const [title, setTitle] = useState("");
  const [details, setDetails] = useState("");
  const [values, setValues] = useState<Record<string, CustomValue>>({});
  const submit = trpc.projects.intake.submit.useMutation({ onSuccess: onSent, onError: notifyError });
  const isMissing = form.fields.some(({ id, isRequired }) => isRequired && (values[id] ?? null) === null);
  return (
    <Card withBorder maw={640} padding="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit.mutate({
            projectId: form.projectId,
            title,
            ...(details.trim() ? { details } : {}),
            customFields: values,
          });
        }}
      >
        <Stack gap="md">
          {form.introduction ? (
            <Text size="sm" style={{ whiteSpace: "pre-wrap" }}>
              {form.introduction}
            </Text>
          ) : null}
          <TextInput
            label="What you need, in a few words"
            required
            maxLength={500}
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            label="Details"
            autosize
            minRows={4}
            maxRows={14}
            maxLength={10_000}
            value={details}
            onChange={(event) => setDetails(event.currentTarget.value)}
          />
          {form.fields.map((field) => (
            <CustomFieldInput
              key={field.id}
              field={field}
              value={values[field.id] ?? null}
              onChange={(value) => setValues((now) => ({ ...now, [field.id]: value }))}
            />
          ))}
          <Button
            type="submit"
            loading={submit.isPending}
            disabled={title.trim() === "" || isMissing}
            style={{ alignSelf: "flex-end" }}
          >
            Send request
          </Button>
        </Stack>
      </form>
    </Card>
  );
}
