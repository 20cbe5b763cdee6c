"use client";

import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifyError } from "@steward/ui";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { MemberPicker } from "./member-picker.tsx";
import { useGoTo } from "./use-go-to.ts";

/** One colleague is a direct conversation, which there may be already; several are a group. */
export function NewTalkForm({ onDone }: { onDone: () => void }) {
  const goTo = useGoTo();
  const [memberIds, setMemberIds] = useState<string[]>([]);
  const [name, setName] = useState("");
  const open = trpc.messaging.conversation.openDirect.useMutation();
  const create = trpc.messaging.conversation.create.useMutation();
  const [only] = memberIds;
  const start = async () => {
    if (!only) return;
    try {
      const { id } =
        memberIds.length === 1
          ? await open.mutateAsync({ memberId: only })
          : await create.mutateAsync({ kind: "group", memberIds, ...(name.trim() ? { name: name.trim() } : {}) });
      await goTo(id);
      onDone();
    } catch (error) {
      notifyError(error);
    }
  };
  return (
    <Stack gap="md">
      <MemberPicker autoFocus label="To" value={memberIds} onChange={setMemberIds} />
      {memberIds.length > 1 ? (
        <TextInput
          label="Name"
          description="Without one it is called by its people"
          value={name}
          maxLength={80}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
      ) : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button disabled={!only} loading={open.isPending || create.isPending} onClick={start}>
          {memberIds.length > 1 ? "Start group" : "Start"}
        </Button>
      </Group>
    </Stack>
  );
}
