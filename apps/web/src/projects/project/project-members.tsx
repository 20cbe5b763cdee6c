"use client";

import { ActionIcon, Button, Group, Menu, Stack, Text } from "@mantine/core";
import type { ProjectDetail, ProjectMemberItem, ProjectRole } from "@steward/contracts/projects/project";
import { ErrorState, LoadingState, notifyError, notifySuccess, PersonName, SectionCard } from "@steward/ui";
import { IconDots, IconPlus, IconUserMinus } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { AddMembersDialog } from "./add-members-dialog.tsx";
import { roleLabels, roleOptions, roleWords } from "./project-words.tsx";

/** Who belongs to a project, and as what. */
export function ProjectMembers({ project }: { project: ProjectDetail }) {
  const [adding, setAdding] = useState(false);
  const query = trpc.projects.project.members.list.useQuery({ projectId: project.id });
  const canLead = project.rights.lead;
  return (
    <SectionCard
      title="Members"
      count={query.data?.length}
      action={
        canLead ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Add
          </Button>
        ) : null
      }
    >
      {query.isPending ? <LoadingState lines={3} label="Loading members" /> : null}
      {query.isError ? <ErrorState compact error={query.error} onRetry={query.refetch} /> : null}
      <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {query.data?.map((member) => (
          <Group key={member.memberId} component="li" gap="xs" wrap="nowrap" justify="space-between">
            <Text size="sm" component="span" truncate c={member.isGone ? "dimmed" : undefined}>
              <PersonName name={member.name} />
            </Text>
            <Group gap={4} wrap="nowrap">
              <Text size="xs" c="dimmed" title={roleWords[member.role]}>
                {member.isGone ? "Left" : roleLabels[member.role]}
              </Text>
              {canLead ? <MemberMenu project={project} member={member} /> : null}
            </Group>
          </Group>
        ))}
      </Stack>
      {adding ? (
        <AddMembersDialog
          projectId={project.id}
          present={new Set(query.data?.map(({ memberId }) => memberId))}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </SectionCard>
  );
}

function MemberMenu({ project, member }: { project: ProjectDetail; member: ProjectMemberItem }) {
  const utils = trpc.useUtils();
  const options = { onSuccess: () => utils.projects.project.invalidate(), onError: notifyError };
  const set = trpc.projects.project.members.set.useMutation(options);
  const remove = trpc.projects.project.members.remove.useMutation(options);
  const { id: projectId } = project;
  const { memberId, name, role, hourlyRateMinor } = member;
  const place = (next: ProjectRole) => ({ projectId, members: [{ memberId, role: next, hourlyRateMinor }] });
  const takeOut = () =>
    remove.mutate(
      { projectId, memberId },
      {
        onSuccess: () => notifySuccess(`${name} is no member any more`, { undo: () => set.mutateAsync(place(role)) }),
      },
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {roleOptions
          .filter(({ value }) => value !== role)
          .map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => set.mutate(place(value))}>
              Make {label.toLowerCase()}
              <Text size="xs" c="dimmed">
                {roleWords[value]}
              </Text>
            </Menu.Item>
          ))}
        <Menu.Item color="red" leftSection={<IconUserMinus size={15} aria-hidden />} onClick={takeOut}>
          Remove from project
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
