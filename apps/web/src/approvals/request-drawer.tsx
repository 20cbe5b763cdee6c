"use client";

import { Button, Drawer, Group, Stack, Text } from "@mantine/core";
import type { ApprovalDecision } from "@steward/contracts/approvals/request";
import { ErrorState, LoadingState, notifyError, notifySuccess, SectionCard, StatusBadge } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { ApprovalHistory } from "./approval-history.tsx";
import { statusWords } from "./approval-words.ts";
import type { ApprovalRequest } from "./request-card.tsx";

type Detail = RouterOutputs["approvals"]["request"]["byId"];

interface RequestDrawerProps {
  id: string;
  onClose: () => void;
  onDecide: (request: ApprovalRequest, decision: ApprovalDecision) => void;
}

/** One request with its steps and all that was done about it. */
export function RequestDrawer({ id, onClose, onDecide }: RequestDrawerProps) {
  const { data, error, refetch } = trpc.approvals.request.byId.useQuery({ id });
  return (
    <Drawer opened onClose={onClose} title={data?.title ?? "Approval"} size="lg" position="right">
      {error ? <ErrorState error={error} onRetry={refetch} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? <RequestDetails request={data} onDecide={(decision) => onDecide(data, decision)} /> : null}
    </Drawer>
  );
}

function RequestDetails({ request, onDecide }: { request: Detail; onDecide: (decision: ApprovalDecision) => void }) {
  const utils = trpc.useUtils();
  const cancel = trpc.approvals.request.cancel.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.approvals.invalidate(), utils.time.invalidate()]);
      notifySuccess("Taken back");
    },
    onError: notifyError,
  });
  const { label, tone } = statusWords[request.status];
  const isPending = request.status === "pending";
  const me = trpc.org.tenant.current.useQuery().data?.member.id;
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <StatusBadge tone={tone}>{label}</StatusBadge>
        <Group gap="xs">
          {isPending && request.requester.id === me ? (
            <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ id: request.id })}>
              Take back
            </Button>
          ) : null}
          {request.mayDecide ? (
            <>
              <Button variant="default" onClick={() => onDecide("reject")}>
                Reject
              </Button>
              <Button onClick={() => onDecide("approve")}>Approve</Button>
            </>
          ) : null}
        </Group>
      </Group>
      <SectionCard title="Steps">
        <Stack gap="xs" component="ol" m={0} pl="lg">
          {request.steps.map((step) => (
            <li key={step.id}>
              <Text size="sm" fw={500}>
                {step.name} · {stepWords[step.status]}
              </Text>
              <Text size="sm" c="dimmed">
                {whoDecides(step)}
              </Text>
            </li>
          ))}
        </Stack>
      </SectionCard>
      <SectionCard title="History">
        <ApprovalHistory items={request.history} namesSteps={request.steps.length > 1} />
      </SectionCard>
    </Stack>
  );
}

type Step = Detail["steps"][number];

function whoDecides({ quorum, permission, deciders }: Step): string {
  const all = quorum === "all";
  if (permission !== null) {
    const what = `${permission.charAt(0).toLowerCase()}${permission.slice(1)}`;
    return all ? `Everybody who may ${what}` : `Anybody who may ${what}`;
  }
  const names = deciders.map(({ name }) => name).join(", ");
  return deciders.length === 1 ? names : `${all ? "All" : "One"} of ${names}`;
}

const stepWords: Readonly<Record<Step["status"], string>> = {
  waiting: "comes later",
  open: "is to be decided",
  approved: "approved",
  rejected: "rejected",
  skipped: "not needed any more",
};
