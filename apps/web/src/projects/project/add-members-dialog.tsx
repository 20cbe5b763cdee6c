"use client";

import { Button, Group, Modal, Select, Stack } from "@mantine/core";
import type { ProjectRole } from "@steward/contracts/projects/project";
import { notifyError } from "@steward/ui";
import { useState } from "react";
import { MemberPicker } from "../../messaging/conversation/member-picker.tsx";
import { trpc } from "../../trpc/client.tsx";
import { roleOptions, roleWords } from "./project-words.tsx";

interface AddMembersDialogProps {
  projectId: string;
  /** Who belongs to it already. */
  present: ReadonlySet<string>;
  onClose: () => void;
}

/** Brings people into a project, as what they are to be there. */
export function AddMembersDialog({ projectId, present, onClose }: AddMembersDialogProps) {
  const [memberIds, setMemberIds] = useState<string[]>([]);
  const [role, setRole] = useState<ProjectRole>("member");
  const utils = trpc.useUtils();
  const set = trpc.projects.project.members.set.useMutation({
    onError: notifyError,
    onSuccess: async () => {
      await utils.projects.project.invalidate();
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Add members">
      <Stack gap="md">
        <MemberPicker label="People" value={memberIds} onChange={setMemberIds} without={present} autoFocus />
        <Select
          label="As"
          description={roleWords[role]}
          data={roleOptions}
          value={role}
          onChange={(next) => next && setRole(next)}
          allowDeselect={false}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            disabled={memberIds.length === 0}
            loading={set.isPending}
            onClick={() => set.mutate({ projectId, members: memberIds.map((memberId) => ({ memberId, role })) })}
          >
            Add
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
