"use client";

import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import {
  confirmAction,
  notifyError,
  notifySuccess,
  SectionCard,
  StatTile,
  StatTiles,
  toProblem,
  useExport,
  useLocale,
} from "@steward/ui";
import { IconArrowBackUp, IconDownload, IconPlayerPlay } from "@tabler/icons-react";
import Link from "next/link";
import { z } from "zod";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { tasksInWords } from "../task/task-words.tsx";
import type { TaskImport } from "./import-labels.ts";
import { ImportRemarks } from "./import-remarks.tsx";

/** What came of an import: figures, what was left out or left open, and the way back. */
export function TaskImportResult({ detail }: { detail: TaskImport }) {
  const { locale } = useLocale();
  const figure = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <Stack gap="lg">
      {detail.status === "undone" ? (
        <Text size="sm">
          This import was undone
          {detail.keptCount > 0 ? `, except for ${tasksInWords(detail.keptCount)} that people had worked on.` : "."}
        </Text>
      ) : null}
      {detail.failure ? (
        <Alert color="red" title="This import failed">
          What had come in by then is here, and can be undone.
          {detail.failure === "internal" ? "" : ` (${detail.failure})`}
        </Alert>
      ) : null}
      <StatTiles>
        <StatTile label="New tasks" value={figure(detail.createdCount)} />
        <StatTile label="Left out" value={figure(detail.skippedCount)} />
        <StatTile label="Could not come in" value={figure(detail.failedCount)} />
      </StatTiles>
      <Actions detail={detail} />
      {detail.leftOut.length > 0 ? (
        <SectionCard title="Columns that were left out">
          <Text size="sm">{detail.leftOut.join(", ")}</Text>
        </SectionCard>
      ) : null}
      <ImportRemarks detail={detail} />
    </Stack>
  );
}

function Actions({ detail }: { detail: TaskImport }) {
  const { id, version, status, createdCount, project, fileName } = detail;
  const href = useHref();
  const may = useMay();
  const utils = trpc.useUtils();
  const { run, exported } = useExport();
  const undo = useUndo(detail);
  const start = trpc.projects.import.start.useMutation({
    onError: notifyError,
    onSettled: () => utils.projects.import.byId.invalidate({ id }),
  });
  const mayWrite = may("projects.import.write");
  return (
    <Group gap="xs">
      <Button component={Link} href={href(`/projects/${project.id}/tasks`)}>
        Show tasks
      </Button>
      <Button
        variant="default"
        leftSection={<IconDownload size={15} aria-hidden />}
        loading={exported !== null}
        onClick={() =>
          void run({
            name: `report ${fileName}.csv`,
            type: "text/csv",
            fetchChunk: (cursor) => utils.client.projects.import.report.query({ id, cursor }),
          })
        }
      >
        Download report
      </Button>
      {mayWrite && (status === "stopped" || status === "failed") ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={15} aria-hidden />}
          loading={start.isPending}
          onClick={() => start.mutate({ id, version })}
        >
          Go on
        </Button>
      ) : null}
      {mayWrite && status !== "undone" && createdCount > 0 ? (
        <Button variant="default" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={undo}>
          Undo import
        </Button>
      ) : null}
    </Group>
  );
}

const blockedSchema = z.object({ kept: z.number(), removable: z.number(), records: z.array(z.string()) });
const refusalSchema = z.object({ data: z.object({ details: blockedSchema }) });

/** Takes an import back: asks first, and asks again where people have worked on some of its tasks. */
function useUndo({ id, fileName, createdCount }: TaskImport): () => void {
  const utils = trpc.useUtils();
  const undo = trpc.projects.import.undo.useMutation();
  const run = async (keepChanged: boolean) => {
    const { removed } = await undo.mutateAsync({ id, keepChanged });
    await utils.projects.invalidate();
    notifySuccess(`Undone: ${tasksInWords(removed)} removed`);
  };
  const ask = async () => {
    let blocked: z.infer<typeof blockedSchema> | undefined;
    await confirmAction({
      title: "Undo this import?",
      message: `What “${fileName}” added (${tasksInWords(createdCount)}) is removed, with labels, cycles and fields that came along and nothing else uses.`,
      confirmLabel: "Undo import",
      onConfirm: async () => {
        try {
          await run(false);
        } catch (error) {
          if (toProblem(error).reason !== "task_import.undo_blocked") throw error;
          blocked = refusalSchema.parse(error).data.details;
        }
      },
    });
    if (!blocked) return;
    const { kept, removable, records } = blocked;
    await confirmAction({
      title: "Some tasks have been worked on since",
      message: (
        <Stack gap="xs">
          <Text size="sm">
            {kept === 1 ? "This task stays as it is" : `These ${tasksInWords(kept)} stay as they are`}; the rest of the
            import is taken back.
          </Text>
          <List size="sm">
            {records.map((record) => (
              <List.Item key={record}>{record}</List.Item>
            ))}
          </List>
        </Stack>
      ),
      confirmLabel: `Undo the other ${removable}`,
      onConfirm: () => run(true),
    });
  };
  return () => void ask().catch(notifyError);
}
