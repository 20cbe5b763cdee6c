"use client";

import { Button, Group, Modal, SegmentedControl, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type TaskBucket, taskBuckets } from "@steward/contracts/crm/activity";
import { PageHeader } from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ActivityComposer } from "./activity-composer.tsx";
import { TaskSection } from "./task-section.tsx";

const titles: Record<TaskBucket, string> = { overdue: "Overdue", today: "Today", upcoming: "Upcoming", done: "Done" };

/** What is to be done: overdue first, then today, then what comes. */
export function ActivitiesPage({ creating = false }: { creating?: boolean }) {
  const may = useMay();
  const [whose, setWhose] = useState<"mine" | "all">("mine");
  const [adding, { open, close }] = useDisclosure(creating);
  const owner = whose === "mine" ? {} : { ownerId: null };
  const counts = trpc.crm.activity.taskCounts.useQuery(owner);
  return (
    <>
      <PageHeader
        title="Activities"
        description="Tasks, planned calls and meetings"
        primaryAction={
          may("crm.activity.write") ? (
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
              New activity
            </Button>
          ) : null
        }
      />
      <Stack gap="lg">
        <Group>
          <SegmentedControl
            aria-label="Whose"
            data={[
              { value: "mine", label: "Mine" },
              { value: "all", label: "Everybody’s" },
            ]}
            value={whose}
            onChange={(next) => setWhose(next === "all" ? "all" : "mine")}
          />
        </Group>
        {taskBuckets.map((bucket) => (
          <TaskSection
            key={bucket}
            bucket={bucket}
            title={titles[bucket]}
            count={counts.data?.[bucket]}
            owner={owner}
            showOwner={whose === "all"}
          />
        ))}
      </Stack>
      <Modal opened={adding} onClose={close} title="New activity" size="lg">
        <ActivityComposer target={{}} initialKind="task" onDone={close} />
      </Modal>
    </>
  );
}
