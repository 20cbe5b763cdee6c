"use client";

import { ActionIcon, Button, Checkbox, Group, Stack, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { holidaySchema } from "@steward/contracts/org/business-calendar";
import {
  DateField,
  DateText,
  FieldRow,
  FormModal,
  notifyError,
  notifySuccess,
  SectionCard,
  TextField,
  useZodForm,
} from "@steward/ui";
import { IconClipboard, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { z } from "zod";
import { trpc } from "../trpc/client.tsx";
import type { BusinessCalendar } from "./calendar-drawer.tsx";
import { type Holiday, holidaysIn } from "./holiday-lines.ts";

/** Days on which nobody works: added one by one, or as a list that is pasted. */
export function HolidaysSection({ calendar, mayWrite }: { calendar: BusinessCalendar; mayWrite: boolean }) {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.org.businessCalendar.invalidate() };
  const add = trpc.org.businessCalendar.addHolidays.useMutation(options);
  const remove = trpc.org.businessCalendar.removeHoliday.useMutation({ ...options, onError: notifyError });
  const [adding, addDialog] = useDisclosure(false);
  const [pasting, pasteDialog] = useDisclosure(false);
  const { id, holidays } = calendar;
  const save = async (some: Holiday[]) => void (await add.mutateAsync({ id, holidays: some }));
  const discard = async (holiday: Holiday) => {
    await remove.mutateAsync({ id, day: holiday.day });
    notifySuccess(`${holiday.name} is a day like others`, { undo: () => save([holiday]) });
  };
  const buttons = (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconClipboard size={14} aria-hidden />}
        onClick={pasteDialog.open}
      >
        Paste a list
      </Button>
      <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={addDialog.open}>
        Add
      </Button>
    </Group>
  );
  return (
    <SectionCard title="Holidays" count={holidays.length} action={mayWrite ? buttons : null}>
      {holidays.length === 0 ? (
        <Text size="sm" c="dimmed">
          No day is free yet but those of the week on which nobody works.
        </Text>
      ) : null}
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: "none" }}>
        {holidays.map((holiday) => (
          <Group key={holiday.day} component="li" justify="space-between" wrap="nowrap">
            <Text size="sm" component="div">
              <DateText value={holiday.day} /> · {holiday.name}
              {holiday.isYearly ? " · every year" : ""}
            </Text>
            {mayWrite ? (
              <ActionIcon
                variant="subtle"
                aria-label={`Remove ${holiday.name}`}
                onClick={() => void discard(holiday).catch(() => {})}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            ) : null}
          </Group>
        ))}
      </Stack>
      {adding ? <HolidayDialog onClose={addDialog.close} onSave={save} /> : null}
      {pasting ? <PasteDialog onClose={pasteDialog.close} onSave={save} /> : null}
    </SectionCard>
  );
}

interface DialogProps {
  onClose: () => void;
  onSave: (holidays: Holiday[]) => Promise<void>;
}

function HolidayDialog({ onClose, onSave }: DialogProps) {
  const form = useZodForm({
    schema: holidaySchema,
    initialValues: { isYearly: false },
    onSubmit: (holiday) => onSave([holiday]),
  });
  return (
    <FormModal form={form} opened onClose={onClose} title="New holiday" submitLabel="Add holiday">
      <FieldRow>
        <DateField field={form.field("day")} />
        <TextField field={form.field("name")} />
      </FieldRow>
      <Checkbox
        label="On the same day of every year"
        checked={form.values.isYearly ?? false}
        onChange={(event) => form.setValue("isYearly", event.currentTarget.checked)}
      />
    </FormModal>
  );
}

const pasteSchema = z.object({ text: z.string() });

function PasteDialog({ onClose, onSave }: DialogProps) {
  const [text, setText] = useState("");
  const { holidays, wrong } = holidaysIn(text);
  const form = useZodForm({
    schema: pasteSchema,
    initialValues: { text: "" },
    onSubmit: () => onSave(holidays),
  });
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title="Paste holidays"
      submitLabel={holidays.length === 1 ? "Add 1 holiday" : `Add ${holidays.length} holidays`}
    >
      <Textarea
        label="Holidays"
        description="One per line: 2026-12-25, Christmas Day. Put (yearly) behind what comes back every year."
        data-autofocus
        autosize
        minRows={6}
        maxRows={14}
        value={text}
        error={wrong[0] === undefined ? undefined : `This line is left out: ${wrong[0]}`}
        onChange={(event) => {
          setText(event.currentTarget.value);
          form.setValue("text", event.currentTarget.value);
        }}
      />
    </FormModal>
  );
}
