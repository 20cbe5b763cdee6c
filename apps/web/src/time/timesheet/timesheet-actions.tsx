"use client";

import { Button, Group } from "@mantine/core";
import { useHref } from "@steward/client";
import { decideTimesheetInput, isOpenWeek, reopenTimesheetInput } from "@steward/contracts/time/timesheet";
import { FormModal, notifySuccess, TextAreaField, useZodForm } from "@steward/ui";
import Link from "next/link";
import { useState } from "react";
import { useMay } from "../../shell/use-tenant.ts";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { WithdrawButton } from "./withdraw-button.tsx";

type Timesheet = RouterOutputs["time"]["timesheet"]["byId"];
type Action = "approve" | "reject" | "reopen";

/** What may be done with a week: by whoever decides with somebody else’s, by its author with their own. */
export function TimesheetActions({ sheet }: { sheet: Timesheet }) {
  const may = useMay();
  const me = trpc.org.tenant.current.useQuery().data?.member.id;
  const [action, setAction] = useState<Action>();
  const isOwn = sheet.member.id === me;
  const isDecided = sheet.status === "approved" || sheet.status === "locked";
  const mayReopen = isDecided && may("time.timesheet.decide") && me !== undefined && !isOwn;
  const close = () => setAction(undefined);
  return (
    <Group gap="xs">
      {isOwn ? <OwnActions sheet={sheet} /> : null}
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

/** One fills in and submits a week where one’s weeks are, and takes it back from either place. */
function OwnActions({ sheet: { id, weekOn, status } }: { sheet: Timesheet }) {
  const href = useHref();
  if (status === "submitted") return <WithdrawButton id={id} />;
  if (!isOpenWeek(status)) return null;
  return (
    <Button component={Link} href={href(`/time?week=${weekOn}`)} variant="default">
      Edit in my week
    </Button>
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
