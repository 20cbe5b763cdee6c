"use client";

import { ActionIcon, Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useHref, useMay } from "@steward/client";
import { AsyncSelect, Avatar, ErrorState, LoadingState, notifyError, notifySuccess, toPages } from "@steward/ui";
import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import { useMemberSearch } from "../member/use-member-search.ts";
import { roleName } from "../role/role-words.ts";
import { trpc } from "../trpc/client.tsx";

interface DivisionMembersProps {
  division: { id: string; name: string };
}

/** Who belongs to a division itself, not to those below it. */
export function DivisionMembers({ division }: DivisionMembersProps) {
  const may = useMay();
  const href = useHref();
  const list = trpc.org.member.list.useInfiniteQuery(
    { filter: { divisionId: [division.id] }, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const { add, takeOut, adding } = useMembership(division);
  const members = toPages(list);
  if (members.isLoading) return <LoadingState lines={4} label="Loading its members" />;
  if (members.error) return <ErrorState compact error={members.error} onRetry={members.refetch} />;
  return (
    <Stack gap="sm">
      {may("org.division.write") ? <AddMember busy={adding} onAdd={add} /> : null}
      {members.items.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody belongs to it yet.
        </Text>
      ) : null}
      {members.items.map((member) => (
        <Group key={member.id} gap="sm" wrap="nowrap">
          <Avatar name={member.name} size={26} />
          <div style={{ flex: 1, minWidth: 0 }}>
            <Anchor component={Link} href={href(`/members/${member.id}`)} size="sm" fw={500}>
              {member.name}
            </Anchor>
            <Text size="xs" c="dimmed">
              {roleName(member)} · {member.email}
            </Text>
          </div>
          {may("org.division.write") ? (
            <ActionIcon
              aria-label={`Take ${member.name} out of ${division.name}`}
              onClick={() => void takeOut(member.id, member.name)}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
      {members.hasNextPage ? (
        <Button variant="default" loading={members.isFetching} onClick={() => members.fetchNextPage()}>
          Show more
        </Button>
      ) : null}
    </Stack>
  );
}

function useMembership({ id, name }: DivisionMembersProps["division"]) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.org.invalidate();
  const addMember = trpc.org.division.addMember.useMutation({ onSuccess });
  const removeMember = trpc.org.division.removeMember.useMutation({ onSuccess });
  const add = (memberId: string) => addMember.mutateAsync({ id, memberId }).catch(notifyError);
  const takeOut = async (memberId: string, memberName: string) => {
    try {
      await removeMember.mutateAsync({ id, memberId });
      notifySuccess(`${memberName} left ${name}`, { undo: () => addMember.mutateAsync({ id, memberId }) });
    } catch (error) {
      notifyError(error);
    }
  };
  return { add, takeOut, adding: addMember.isPending };
}

function AddMember({ busy, onAdd }: { busy: boolean; onAdd: (memberId: string) => unknown }) {
  const search = useMemberSearch();
  return (
    <AsyncSelect
      value={null}
      onChange={(id) => {
        if (id) onAdd(id);
      }}
      search={search}
      input={{ "aria-label": "Add a member", placeholder: "Add a member", disabled: busy }}
    />
  );
}
