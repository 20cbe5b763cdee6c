"use client";

import { Button, Group, Stack, Text } from "@mantine/core";
import { useHref } from "@steward/client";
import { notifyError, StatTile, StatTiles, useExport, useLocale } from "@steward/ui";
import { IconArrowBackUp, IconDownload, IconRepeat } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ResultRows } from "./result-rows.tsx";
import { useUndoImport } from "./use-undo-import.tsx";
import { type ImportDetail, kindLabels, kindPaths, rowsText } from "./words.ts";

/** What came of an import: figures, every row with its reasons, and the way back. */
export function ImportResult({ detail }: { detail: ImportDetail }) {
  const { locale } = useLocale();
  const figure = (value: number) => new Intl.NumberFormat(locale).format(value);
  const left = detail.skippedCount + detail.failedCount;
  return (
    <Stack gap="lg">
      {detail.status === "undone" ? <Undone detail={detail} /> : null}
      <StatTiles>
        <StatTile label="New" value={figure(detail.createdCount)} />
        <StatTile
          label="Updated"
          value={figure(detail.updatedCount)}
          {...(detail.unchangedCount > 0 ? { hint: `${figure(detail.unchangedCount)} without a change` } : {})}
        />
        <StatTile label="Left out" value={figure(detail.skippedCount)} />
        <StatTile label="Could not come in" value={figure(detail.failedCount)} />
      </StatTiles>
      <Actions detail={detail} left={left} />
      {left > 0 ? (
        <Text size="sm">
          {rowsText(left, locale)} did not come in. They are all here, with the reasons; nothing of the file is lost.
        </Text>
      ) : null}
      <ResultRows detail={detail} />
    </Stack>
  );
}

function Actions({ detail, left }: { detail: ImportDetail; left: number }) {
  const href = useHref();
  const router = useRouter();
  const may = useMay();
  const { client } = trpc.useUtils();
  const { run, exported } = useExport();
  const undo = useUndoImport(detail);
  const retry = trpc.crm.import.retry.useMutation({
    onError: notifyError,
    onSuccess: ({ id }) => router.push(href(`/crm/imports/${id}?step=columns`)),
  });
  const path = kindPaths[detail.kind];
  const done = detail.status === "completed";
  const saveErrors = () =>
    run({
      name: `left-out ${detail.fileName}`,
      type: "text/csv",
      fetchChunk: (cursor) => client.crm.import.errorFile.query({ id: detail.id, cursor }),
    });
  return (
    <Group gap="xs">
      {path && done ? (
        <Button component={Link} href={href(path)}>
          Show {kindLabels[detail.kind].toLowerCase()}
        </Button>
      ) : null}
      {left > 0 ? (
        <Button
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={exported !== null}
          onClick={() => void saveErrors()}
        >
          Download left-out rows
        </Button>
      ) : null}
      {left > 0 && done && may("crm.import.write") ? (
        <Button
          variant="default"
          leftSection={<IconRepeat size={15} aria-hidden />}
          loading={retry.isPending}
          onClick={() => retry.mutate({ id: detail.id })}
        >
          Import left-out rows again
        </Button>
      ) : null}
      {done && may("crm.import.write") ? (
        <Button variant="default" leftSection={<IconArrowBackUp size={15} aria-hidden />} onClick={undo}>
          Undo import
        </Button>
      ) : null}
    </Group>
  );
}

/** What stayed behind when the import was undone. */
function Undone({ detail: { kept } }: { detail: ImportDetail }) {
  if (kept.length === 0) return <Text size="sm">This import was undone. Nothing of it is left.</Text>;
  return (
    <Stack gap={4}>
      <Text size="sm">This import was undone, except for records that people had worked on:</Text>
      <ul>
        {kept.map(({ id, name, reason }) => (
          <li key={id}>
            <Text size="sm" span>
              {name}
            </Text>{" "}
            <Text size="xs" c="dimmed" span>
              {reason}
            </Text>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
