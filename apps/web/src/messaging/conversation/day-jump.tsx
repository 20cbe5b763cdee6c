"use client";

import { ActionIcon, Popover } from "@mantine/core";
import { DatePicker } from "@mantine/dates";
import { dayIn } from "@steward/contracts/kernel/day";
import { useLocale } from "@steward/ui";
import { IconCalendar } from "@tabler/icons-react";
import { useState } from "react";
import { dayStart } from "./day-start.ts";

/** Goes to what was said on a day. */
export function DayJump({ onJump }: { onJump: (day: Date) => void }) {
  const { timeZone } = useLocale();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-end" withinPortal>
      <Popover.Target>
        <ActionIcon size="md" aria-label="Go to a day" title="Go to a day" onClick={() => setOpened(!opened)}>
          <IconCalendar size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label="Go to a day">
        <DatePicker
          highlightToday
          maxDate={dayIn(timeZone, new Date())}
          onChange={(day) => {
            if (!day) return;
            setOpened(false);
            onJump(dayStart(day, timeZone));
          }}
          ariaLabels={{ previousMonth: "Previous month", nextMonth: "Next month", monthLevelControl: "Choose a month" }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
