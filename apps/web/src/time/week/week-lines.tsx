"use client";

import { Button, Popover, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { addDays } from "@steward/contracts/kernel/day";
import { notifyError, notifySuccess } from "@steward/ui";
import { IconCopy, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { choiceOf, noPurpose, type PurposeChoice, PurposeFields } from "../entry/purpose-fields.tsx";

/** What was worked on the week before, to be worked on again: its lines without its hours. */
export function CopyLines({ weekOn, onCopy }: { weekOn: string; onCopy: (lines: PurposeChoice[]) => void }) {
  const { time } = trpc.useUtils();
  const copy = async () => {
    try {
      const { lines } = await time.timesheet.week.fetch({ weekOn: addDays(weekOn, -7) });
      const choices = lines.filter(({ isHidden }) => !isHidden).map(choiceOf);
      if (choices.length === 0) notifySuccess("Nothing was logged in the previous week");
      onCopy(choices);
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Button variant="subtle" size="xs" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => void copy()}>
      Copy lines from the previous week
    </Button>
  );
}

/** Adds something to work on to a week. */
export function AddLine({ onAdd }: { onAdd: (choice: PurposeChoice) => void }) {
  const [opened, { toggle, close }] = useDisclosure(false);
  const [choice, setChoice] = useState(noPurpose);
  return (
    <Popover opened={opened} onDismiss={close} trapFocus returnFocus width={320} position="bottom-start">
      <Popover.Target>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={toggle}>
          Add a line
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <PurposeFields value={choice} onChange={setChoice} />
          <Button
            onClick={() => {
              onAdd(choice);
              setChoice(noPurpose);
              close();
            }}
          >
            Add
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
