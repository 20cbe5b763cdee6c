"use client";

import { Button, Code, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { type JobRunState, jobRunFilter, jobRunSortFields, jobRunStates } from "@steward/contracts/operator/job";
import {
  type Column,
  confirmAction,
  DataTable,
  DateText,
  DefinitionList,
  notifySuccess,
  PageHeader,
  RelativeTime,
  StatusBadge,
  toPages,
  useListState,
} from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { JobPayload } from "./job-payload.tsx";
import { jobTabs } from "./jobs-page.tsx";

type JobRun = RouterOutputs["operator"]["job"]["runs"]["items"][number];

const askAgainMs = 5_000;

const stateWords: Record<JobRunState, { label: string; tone: "info" | "neutral" | "warning" }> = {
  active: { label: "Being done", tone: "info" },
  waiting: { label: "Waiting", tone: "neutral" },
  delayed: { label: "Later", tone: "warning" },
};

const columns: readonly Column<JobRun>[] = [
  { id: "name", header: "Job", hideable: false, filter: { kind: "text" }, render: (job) => <JobDetails job={job} /> },
  { id: "organisation", header: "Organisation", width: 150, render: ({ organisation }) => organisation ?? "–" },
  {
    id: "state",
    header: "State",
    width: 120,
    filter: { kind: "select", options: jobRunStates.map((value) => ({ value, label: stateWords[value].label })) },
    render: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].label}</StatusBadge>,
  },
  { id: "progress", header: "Done", width: 140, align: "end", render: ({ done, total }) => progressWords(done, total) },
  { id: "attempts", header: "Tries", width: 80, align: "end", render: ({ attempts }) => attempts },
  {
    id: "createdAt",
    header: "Asked for",
    sortable: true,
    width: 130,
    render: ({ createdAt }) => <RelativeTime value={createdAt} />,
  },
  {
    id: "actions",
    header: "Actions",
    width: 110,
    hideable: false,
    inCard: true,
    render: (job) => <CancelButton job={job} />,
  },
];

function progressWords(done: number | null, total: number | null): string {
  const figure = (value: number) => value.toLocaleString("en");
  return done === null || total === null ? "–" : `${figure(done)} of ${figure(total)}`;
}

/** Jobs that are being done, and the next thousand that are to be. */
export function JobRunsPage() {
  const query = useListState({
    address: "operator.jobRun",
    sortable: jobRunSortFields,
    defaultSort: { field: "createdAt", direction: "asc" },
    filterSchema: jobRunFilter,
  });
  const jobs = trpc.operator.job.runs.useInfiniteQuery(query.input, {
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: askAgainMs,
  });
  return (
    <>
      <PageHeader
        title="Jobs"
        description="Work in the background: what is being done, and what is next."
        tabs={jobTabs}
      />
      <DataTable
        label="Jobs under way"
        columns={columns}
        query={query}
        pages={toPages(jobs)}
        searchPlaceholder="Job"
        empty={{ title: "Nothing waits", description: "Everything that was asked for is done, or was given up." }}
      />
    </>
  );
}

function JobDetails({ job }: { job: JobRun }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="transparent" size="compact-sm" px={0} onClick={open} maw="100%">
        {job.name}
      </Button>
      <Modal opened={opened} onClose={close} title={job.name} size="lg">
        <DefinitionList
          items={[
            { label: "Organisation", value: job.organisation },
            { label: "Asked for", value: <DateText value={job.createdAt} withTime /> },
            { label: "Not before", value: <DateText value={job.startAfter} withTime /> },
            { label: "Begun", value: job.startedAt ? <DateText value={job.startedAt} withTime /> : null },
            { label: "Request", value: job.requestId ? <Code>{job.requestId}</Code> : null },
          ]}
        />
        {opened ? <JobPayload id={job.id} /> : null}
      </Modal>
    </>
  );
}

function CancelButton({ job }: { job: JobRun }) {
  const utils = trpc.useUtils();
  const cancel = trpc.operator.job.cancel.useMutation({ onSuccess: () => utils.operator.job.invalidate() });
  const isActive = job.state === "active";
  const ask = () =>
    confirmAction({
      title: `Cancel ${job.name}?`,
      message: isActive ? "It stops within seconds. What it has already finished stays." : "It will not be done.",
      confirmLabel: "Cancel the job",
      destructive: true,
      onConfirm: async () => {
        await cancel.mutateAsync({ id: job.id });
        notifySuccess(isActive ? "The job is being stopped" : "The job will not be done");
      },
    });
  return (
    <Button variant="default" size="compact-sm" onClick={ask} aria-label={`Cancel ${job.name}`}>
      Cancel
    </Button>
  );
}
