"use client";

import { Progress, Text } from "@mantine/core";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { minutesText } from "./minutes.ts";

interface LoggedTimeProps {
  /** What the time was spent on. */
  of: { projectId: string[] } | { taskId: string };
  /** What it was to take; null where nobody has said. */
  planned: number | null;
  label: string;
}

/** How much time was spent, beside what was planned. Who does not see everybody's time sees their own, and is told so. */
export function LoggedTime({ of, planned, label }: LoggedTimeProps) {
  const seesAll = useMay()("time.entry.manage");
  const { data } = trpc.time.entry.count.useQuery({ filter: of });
  if (!data) return null;
  const { minutes } = data;
  const isOver = planned !== null && minutes > planned;
  return (
    <div>
      <Text size="sm" c={isOver ? "var(--mantine-color-error)" : undefined}>
        {minutesText(minutes)}
        {seesAll ? "" : " by you"}
        {planned === null ? "" : ` of ${minutesText(planned)}`}
      </Text>
      {planned === null || planned === 0 ? null : (
        <Progress
          value={Math.min(100, (100 * minutes) / planned)}
          color={isOver ? "red" : undefined}
          size="xs"
          aria-label={label}
        />
      )}
    </div>
  );
}
