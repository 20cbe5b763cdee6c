"use client";

import { Button } from "@mantine/core";
import { clockText, isOpenWeek } from "@steward/contracts/time/timesheet";
import { confirmAction, notifySuccess } from "@steward/ui";
import { IconSend } from "@tabler/icons-react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { WithdrawButton } from "../timesheet/withdraw-button.tsx";

type Week = RouterOutputs["time"]["timesheet"]["week"];

/** Submits one’s week, or takes it back while nobody has decided it. */
export function SubmitButton({ week: { weekOn, sheet, days } }: { week: Week }) {
  const utils = trpc.useUtils();
  const onSuccess = () => Promise.all([utils.time.invalidate(), utils.approvals.invalidate()]);
  const submit = trpc.time.timesheet.submit.useMutation({ onSuccess });
  if (sheet?.status === "submitted") return <WithdrawButton id={sheet.id} />;
  if (!isOpenWeek(sheet?.status ?? "draft")) return null;
  const total = days.reduce((sum, minutes) => sum + minutes, 0);
  const ask = () =>
    confirmAction({
      title: "Submit this week?",
      message: `${clockText(total)} hours. They cannot be changed while somebody decides about them.`,
      confirmLabel: "Submit",
      onConfirm: async () => {
        await submit.mutateAsync({ weekOn });
        notifySuccess("Submitted");
      },
    });
  return (
    <Button leftSection={<IconSend size={16} aria-hidden />} disabled={total === 0} onClick={ask}>
      Submit week
    </Button>
  );
}
