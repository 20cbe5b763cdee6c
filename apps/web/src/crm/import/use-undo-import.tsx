"use client";

import { List, Stack, Text } from "@mantine/core";
import { confirmAction, notifyError, notifySuccess, toProblem, useLocale } from "@steward/ui";
import { z } from "zod";
import { trpc } from "../../trpc/client.tsx";
import { type ImportDetail, rowsText } from "./words.ts";

const blockedSchema = z.object({ kept: z.number(), removable: z.number(), records: z.array(z.string()) });
const refusalSchema = z.object({ data: z.object({ details: blockedSchema }) });
type Blocked = z.infer<typeof blockedSchema>;

/** What stands in the way, from the refusal; undefined for any other failure. */
function blockedBy(error: unknown): Blocked | undefined {
  if (toProblem(error).reason !== "import.undo_blocked") return undefined;
  return refusalSchema.safeParse(error).data?.data.details;
}

/** Takes an import back: asks first, and asks again where people have worked on some of its records. */
export function useUndoImport({ id, fileName, createdCount, updatedCount }: ImportDetail): () => void {
  const utils = trpc.useUtils();
  const { locale } = useLocale();
  const figure = new Intl.NumberFormat(locale);
  const undo = trpc.crm.import.undo.useMutation();
  const run = async (keepChanged: boolean) => {
    const { removed, restored } = await undo.mutateAsync({ id, keepChanged });
    await utils.crm.invalidate();
    notifySuccess(`Undone: ${figure.format(removed)} removed, ${figure.format(restored)} put back`);
  };
  const ask = async () => {
    let blocked: Blocked | undefined;
    await confirmAction({
      title: "Undo this import?",
      message: `What “${fileName}” added (${rowsText(createdCount, locale)}) is removed, and what it updated (${rowsText(updatedCount, locale)}) becomes as it was.`,
      confirmLabel: "Undo import",
      onConfirm: async () => {
        try {
          await run(false);
        } catch (error) {
          blocked = blockedBy(error);
          if (!blocked) throw error;
        }
      },
    });
    if (!blocked) return;
    await confirmAction({
      title: "Some records have been worked on since",
      message: <BlockedList blocked={blocked} />,
      confirmLabel: `Undo the other ${figure.format(blocked.removable)}`,
      onConfirm: () => run(true),
    });
  };
  return () => void ask().catch(notifyError);
}

function BlockedList({ blocked: { kept, records } }: { blocked: Blocked }) {
  const more = kept - records.length;
  return (
    <Stack gap="xs">
      <Text size="sm">
        {kept === 1 ? "This record stays as it is" : `These ${kept} records stay as they are`}; everything else of the
        import is taken back.
      </Text>
      <List size="sm">
        {records.map((record) => (
          <List.Item key={record}>{record}</List.Item>
        ))}
        {more > 0 ? <List.Item>and {more} more</List.Item> : null}
      </List>
    </Stack>
  );
}
