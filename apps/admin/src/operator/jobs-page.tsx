"use client";

import { Button, Code, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { jobFilter, jobSortFields } from "@steward/contracts/operator/job";
import {
  type Column,
  confirmAction,
  DataTable,
  DateText,
  DefinitionList,
  notifySuccess,
  PageHeader,
  RelativeTime,
  toPages,
  useListState,
} from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { JobPayload } from "./job-payload.tsx";

/** The lists of jobs. */
export const jobTabs = [
  { label: "Failed", href: "/operator/jobs" },
  { label: "Under way", href: "/operator/jobs/runs" },
  { label: "Recurring", href: "/operator/jobs/schedules" },
] as const;

type DeadJob = RouterOutputs["operator"]["job"]["list"]["items"][number];

const columns: readonly Column<DeadJob>[] = [
  { id: "name", header: "Job", hideable: false, filter: { kind: "text" }, render: ({ name }) => <Code>{name}</Code> },
  { id: "organisation", header: "Organisation", width: 150, render: ({ organisation }) => organisation ?? "–" },
  { id: "attempts", header: "Tries", width: 80, align: "end", render: ({ attempts }) => attempts },
  {
    id: "failedAt",
    header: "Given up",
    sortable: true,
    width: 120,
    render: ({ failedAt }) => <RelativeTime value={failedAt} />,
  },
  { id: "error", header: "What went wrong", width: 310, render: (job) => <JobError job={job} /> },
  {
    id: "actions",
    header: "Actions",
    width: 110,
    hideable: false,
    inCard: true,
    render: (job) => <RetryButton job={job} />,
  },
];

/** Jobs that were given up after their last try. */
export function JobsPage() {
  const query = useListState({
    address: "operator.job",
    sortable: jobSortFields,
    defaultSort: { field: "failedAt", direction: "desc" },
    filterSchema: jobFilter,
  });
  const jobs = trpc.operator.job.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  return (
    <>
      <PageHeader
        title="Jobs"
        description="Work in the background that was given up after its last try."
        tabs={jobTabs}
      />
      <DataTable
        label="Failed jobs"
        columns={columns}
        query={query}
        pages={toPages(jobs)}
        searchPlaceholder="Job or error"
        empty={{
          title: "No job was given up",
          description: "Everything that was asked for was done, or is under way.",
        }}
      />
    </>
  );
}

function JobError({ job }: { job: DeadJob }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="transparent" size="compact-sm" px={0} onClick={open} maw="100%">
        {job.error.split("\n", 1)[0]}
      </Button>
      <Modal opened={opened} onClose={close} title={job.name} size="lg">
        <DefinitionList
          items={[
            { label: "Organisation", value: job.organisation },
            { label: "Asked for", value: <DateText value={job.createdAt} withTime /> },
            { label: "Given up", value: <DateText value={job.failedAt} withTime /> },
            { label: "Request", value: job.requestId ? <Code>{job.requestId}</Code> : null },
          ]}
        />
        <Code block mt="md" tabIndex={0} aria-label="Error">
          {job.error}
        </Code>
        {opened ? <JobPayload id={job.id} /> : null}
      </Modal>
    </>
  );
}

function RetryButton({ job }: { job: DeadJob }) {
  const utils = trpc.useUtils();
  const retry = trpc.operator.job.retry.useMutation({ onSuccess: () => utils.operator.job.invalidate() });
  const ask = () =>
    confirmAction({
      title: `Try ${job.name} again?`,
      message: "It goes back into its queue with all its tries before it. Jobs may run more than once.",
      confirmLabel: "Try again",
      destructive: false,
      onConfirm: async () => {
        await retry.mutateAsync({ id: job.id });
        notifySuccess("The job is back in its queue");
      },
    });
  return (
    <Button variant="default" size="compact-sm" onClick={ask} aria-label={`Try ${job.name} again`}>
      Try again
    </Button>
  );
}
