"use client";

import { SegmentedControl, Stack } from "@mantine/core";
import { type ApprovalDecision, type ApprovalScope, approvalScopes } from "@steward/contracts/approvals/request";
import { EmptyState, ErrorState, LoadingState, LoadMore, PageHeader, toPages } from "@steward/ui";
import { IconHistory, IconRosetteDiscountCheck, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../trpc/client.tsx";
import { DecisionModal } from "./decision-modal.tsx";
import { DelegationSection } from "./delegation-section.tsx";
import { type ApprovalRequest, RequestCard } from "./request-card.tsx";
import { RequestDrawer } from "./request-drawer.tsx";

const scopeWords: Readonly<Record<ApprovalScope, string>> = {
  toDecide: "To decide",
  mine: "My requests",
  decided: "Decided by me",
};

const nothing = {
  toDecide: {
    icon: IconRosetteDiscountCheck,
    title: "Nothing waits for you",
    description: "What others need your approval for shows here as soon as they ask.",
  },
  mine: {
    icon: IconSend,
    title: "You have asked for nothing yet",
    description: "What you submit for approval, such as a timesheet, is followed here.",
  },
  decided: {
    icon: IconHistory,
    title: "You have decided nothing yet",
    description: "What you approve and reject is kept here.",
  },
} as const;

/** What one is to decide, has asked for and has decided, and who does it in one’s place. */
export function ApprovalsPage({ requestId }: { requestId: string | undefined }) {
  const [scope, setScope] = useState<ApprovalScope>("toDecide");
  const [opened, setOpened] = useState(requestId);
  const [deciding, setDeciding] = useState<{ request: ApprovalRequest; decision: ApprovalDecision }>();
  const list = trpc.approvals.request.list.useInfiniteQuery(
    { filter: { scope } },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const pages = toPages(list);
  return (
    <>
      <PageHeader title="Approvals" description="What waits for your decision, and what you asked others for" />
      <Stack gap="lg">
        <SegmentedControl
          aria-label="Which requests"
          data={approvalScopes.map((value) => ({ value, label: scopeWords[value] }))}
          value={scope}
          onChange={(value) => setScope(approvalScopes.find((one) => one === value) ?? "toDecide")}
          style={{ alignSelf: "flex-start" }}
        />
        {pages.isLoading ? <LoadingState /> : null}
        {pages.error && pages.items.length === 0 ? <ErrorState error={pages.error} onRetry={pages.refetch} /> : null}
        {!pages.isLoading && !pages.error && pages.items.length === 0 ? <EmptyState {...nothing[scope]} /> : null}
        <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: "none" }} aria-label={scopeWords[scope]}>
          {pages.items.map((request) => (
            <RequestCard
              key={request.id}
              request={request}
              onOpen={() => setOpened(request.id)}
              onDecide={(decision) => setDeciding({ request, decision })}
            />
          ))}
        </Stack>
        {pages.items.length > 0 ? <LoadMore pages={pages} label={scopeWords[scope]} /> : null}
        <DelegationSection />
      </Stack>
      {opened ? (
        <RequestDrawer
          id={opened}
          onClose={() => setOpened(undefined)}
          onDecide={(request, decision) => setDeciding({ request, decision })}
        />
      ) : null}
      {deciding ? <DecisionModal {...deciding} onClose={() => setDeciding(undefined)} /> : null}
    </>
  );
}
