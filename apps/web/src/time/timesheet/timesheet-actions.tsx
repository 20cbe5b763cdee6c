"use client";

import { Button, Group } from "@mantine/core";
import { decideTimesheetInput, reopenTimesheetInput } from "@steward/contracts/time/timesheet";
import { FormModal, notifySuccess, TextAreaField, useZodForm } from "@steward/ui";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";

type Timesheet = RouterOutputs["time"]["timesheet"]["byId"];
type Action = "approve" | "reject" | "reopen";

/** What whoever decides may do with somebody else’s week. */
export function TimesheetActions({ sheet }: { sheet: Timesheet }) {
  const may = useMay();
  const me = trpc.org.tenant.current.useQuery().data?.member.id;
  const [action, setAction] = useState<Action>();
  const isDecided = sheet.status === "approved" || sheet.status === "locked";
  const mayReopen = isDecided && may("time.timesheet.decide") && me !== undefined && sheet.member.id !== me;
  const close = () => setAction(undefined);
  return (
    <Group gap="xs">
      {sheet.mayDecide ? (
        <>
          <Button variant="default" onClick={() => setAction("reject")}>
            Reject
          </Button>
          <Button onClick={() => setAction("approve")}>Approve</Button>
        </>
      ) : null}
      {mayReopen ? (
        <Button variant="default" onClick={() => setAction("reopen")}>
          Reopen
        </Button>
      ) : null}
      {action === "reopen" ? <ReopenDialog sheet={sheet} onClose={close} /> : null}
      {action === "approve" || action === "reject" ? (
        <DecideDialog sheet={sheet} decision={action} onClose={close} />
      ) : null}
    </Group>
  );
}

function useRefresh() {
  const utils = trpc.useUtils();
  return { onSuccess: () => Promise.all([utils.time.invalidate(), utils.approvals.invalidate()]) };
}

interface DecideDialogProps {
  sheet: Timesheet;
  decision: "approve" | "reject";
  onClose: () => void;
}

function DecideDialog({ sheet, decision, onClose }: DecideDialogProps) {
  const decide = trpc.time.timesheet.decide.useMutation(useRefresh());
  const verb = decision === "approve" ? "Approve" : "Reject";
  const form = useZodForm({
    schema: decideTimesheetInput,
    initialValues: { id: sheet.id, decision, note: null },
    onSubmit: async ({ note }) => {
      await decide.mutateAsync({ id: sheet.id, decision, note });
      notifySuccess(decision === "approve" ? "Approved" : "Rejected");
    },
  });
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={`${verb} the week of ${sheet.member.name}`}
      submitLabel={verb}
    >
      <TextAreaField field={form.field("note")} label="Note" description="Whoever submitted reads it" />
    </FormModal>
  );
}

function ReopenDialog({ sheet, onClose }: { sheet: Timesheet; onClose: () => void }) {
  const reopen = trpc.time.timesheet.reopen.useMutation(useRefresh());
  const form = useZodForm({
    schema: reopenTimesheetInput,
    initialValues: { id: sheet.id, note: "" },
    onSubmit: async ({ note }) => {
      await reopen.mutateAsync({ id: sheet.id, note });
      notifySuccess("Opened again");
    },
  });
  return (
    <FormModal
      form={form}
      opened
      onClose={onClose}
      title={`Reopen the week of ${sheet.member.name}`}
      submitLabel="Reopen"
    >
      <TextAreaField
        field={form.field("note")}
        label="Reason"
        description="Its time can be changed then. The history keeps who opened it, and why."
      />
    </FormModal>
  );
}
