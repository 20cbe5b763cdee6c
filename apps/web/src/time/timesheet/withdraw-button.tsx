"use client";

import { Button } from "@mantine/core";
import { notifyError, notifySuccess } from "@steward/ui";
import { trpc } from "../../trpc/client.tsx";

/** Takes one’s own week back while nobody has decided it. */
export function WithdrawButton({ id }: { id: string }) {
  const utils = trpc.useUtils();
  const withdraw = trpc.time.timesheet.withdraw.useMutation({
    onSuccess: async () => {
      await Promise.all([utils.time.invalidate(), utils.approvals.invalidate()]);
      notifySuccess("Taken back: its time can be changed again");
    },
    onError: notifyError,
  });
  return (
    <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate({ id })}>
      Take back
    </Button>
  );
}
