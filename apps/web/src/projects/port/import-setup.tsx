"use client";

import { Alert, Button, Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import type { ConfigureTaskImportInput } from "@steward/contracts/projects/import";
import { ErrorState, LoadingState, notifyError, SectionCard, StatTile, StatTiles, useLocale } from "@steward/ui";
import { useRouter } from "next/navigation";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { tasksInWords } from "../task/task-words.tsx";
import { ImportColumns } from "./import-columns.tsx";
import type { TaskImport } from "./import-labels.ts";
import { ImportPlan } from "./import-plan.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { ImportValues } from "./import-values.tsx";

/** How a file is to be read, and what would become of it: every change is seen at once. */
export function TaskImportSetup({ detail }: { detail: TaskImport }) {
  const { id, version } = detail;
  const utils = trpc.useUtils();
  const review = trpc.projects.import.review.useQuery({ id });
  const configure = trpc.projects.import.configure.useMutation({
    onError: notifyError,
    onSettled: () =>
      Promise.all([utils.projects.import.byId.invalidate({ id }), utils.projects.import.review.invalidate({ id })]),
  });
  const change = (input: Pick<ConfigureTaskImportInput, "mapping" | "options">) =>
    configure.mutate({ id, version, ...input });
  const busy = configure.isPending;
  return (
    <Stack gap="lg">
      {detail.failure ? (
        <Alert color="red" title="This import failed">
          Nothing has come in. You can change the settings and start it again.
          {detail.failure === "internal" ? "" : ` (${detail.failure})`}
        </Alert>
      ) : null}
      {detail.notices.map(({ code, count }) => (
        <Alert key={code} color="yellow">
          {code === "commentsCut"
            ? "Trello exports the latest thousand things that happened on a board: older comments are not in this file."
            : attachmentsLeft(count)}
        </Alert>
      ))}
      {detail.format === "trello" ? (
        <SegmentedControl
          aria-label="Archived cards"
          style={{ alignSelf: "start" }}
          disabled={busy}
          value={detail.options.archived}
          data={[
            { value: "skip", label: "Leave archived cards out" },
            { value: "create", label: "Take them, too" },
          ]}
          onChange={(archived) => change({ options: { archived: archived === "create" ? "create" : "skip" } })}
        />
      ) : (
        <SectionCard title="Columns">
          <ImportColumns detail={detail} busy={busy} onChange={change} />
        </SectionCard>
      )}
      {review.isPending ? <LoadingState lines={6} label="Reading the file" /> : null}
      {review.isError ? <ErrorState compact error={review.error} onRetry={review.refetch} /> : null}
      {review.data ? (
        <>
          <ImportValues detail={detail} review={review.data} busy={busy} onChange={change} />
          <ImportPlan review={review.data} />
          <Counts counts={review.data.counts} remarked={review.data.remarkedCount} />
        </>
      ) : null}
      <Start detail={detail} count={review.data?.counts.created ?? 0} busy={busy || review.isFetching} />
      {review.data ? <ImportPreview rows={review.data.rows} /> : null}
    </Stack>
  );
}

function Counts({ counts, remarked }: { counts: Record<"created" | "skipped" | "failed", number>; remarked: number }) {
  const { locale } = useLocale();
  const figure = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <StatTiles>
      <StatTile
        label="New tasks"
        value={figure(counts.created)}
        hint={`${figure(remarked)} with something left open`}
      />
      <StatTile label="Left out" value={figure(counts.skipped)} />
      <StatTile label="Cannot come in" value={figure(counts.failed)} />
    </StatTiles>
  );
}

function Start({
  detail: { id, version, project },
  count,
  busy,
}: {
  detail: TaskImport;
  count: number;
  busy: boolean;
}) {
  const may = useMay();
  const href = useHref();
  const router = useRouter();
  const utils = trpc.useUtils();
  const refresh = () => utils.projects.import.byId.invalidate({ id });
  const start = trpc.projects.import.start.useMutation({ onError: notifyError, onSettled: refresh });
  const remove = trpc.projects.import.remove.useMutation({
    onError: notifyError,
    onSuccess: () => router.push(href(`/projects/${project.id}/tasks`)),
  });
  if (!may("projects.import.write")) return <Text size="sm">You may look at this import, not start it.</Text>;
  return (
    <Group gap="xs">
      <Button disabled={busy || count === 0} loading={start.isPending} onClick={() => start.mutate({ id, version })}>
        Import {tasksInWords(count)}
      </Button>
      <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate({ id })}>
        Discard this file
      </Button>
    </Group>
  );
}

const attachmentsLeft = (count: number) =>
  count === 1
    ? "1 attachment is not in this file and stays where it is. Its address comes as a link in the description."
    : `${count} attachments are not in this file and stay where they are. Their addresses come as links in the descriptions.`;
