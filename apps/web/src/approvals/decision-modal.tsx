"use client";

import { Text } from "@mantine/core";
import { type ApprovalDecision, decideApprovalRequestInput } from "@steward/contracts/approvals/request";
import { FormModal, notifySuccess, TextAreaField, useZodForm } from "@steward/ui";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";

type RequestRow = RouterOutputs["approvals"]["request"]["list"]["items"][number];

interface DecisionModalProps {
  request: Pick<RequestRow, "id" | "title" | "step" | "requester">;
  decision: ApprovalDecision;
  onClose: () => void;
}

/** Asks once more, and for what there is to say about it. */
export function DecisionModal({ request, decision, onClose }: DecisionModalProps) {
  const utils = trpc.useUtils();
  const decide = trpc.approvals.request.decide.useMutation({
    // What was decided about shows its new state wherever it is open.
    onSuccess: () => Promise.all([utils.approvals.invalidate(), utils.time.invalidate()]),
  });
  const verb = decision === "approve" ? "Approve" : "Reject";
  const form = useZodForm({
    schema: decideApprovalRequestInput,
    initialValues: { id: request.id, decision, stepId: request.step?.id ?? null, note: null },
    onSubmit: async ({ note }) => {
      await decide.mutateAsync({ id: request.id, decision, note, stepId: request.step?.id });
      notifySuccess(`${request.title}: ${decision === "approve" ? "approved" : "rejected"}`);
    },
  });
  return (
    <FormModal form={form} opened onClose={onClose} title={`${verb}: ${request.title}`} submitLabel={verb}>
      <Text size="sm">Asked for by {request.requester.name}.</Text>
      <TextAreaField
        field={form.field("note")}
        label="Note"
        description={decision === "reject" ? "What would have to be different" : "Whoever asked reads it"}
      />
    </FormModal>
  );
}
