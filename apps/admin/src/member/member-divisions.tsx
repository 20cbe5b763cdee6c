"use client";

import { ActionIcon, Group, Select, Stack, Text } from "@mantine/core";
import { useMay } from "@steward/client";
import { notifyError, notifySuccess, SectionCard } from "@steward/ui";
import { IconX } from "@tabler/icons-react";
import { useDivisionOptions } from "../division/use-divisions.ts";
import { trpc } from "../trpc/client.tsx";
import type { Member } from "./member-menu.tsx";

/** The divisions a member belongs to, many at once. */
export function MemberDivisions({ member }: { member: Member }) {
  const may = useMay();
  const utils = trpc.useUtils();
  const options = useDivisionOptions();
  const settled = { onSuccess: () => utils.org.invalidate(), onError: notifyError };
  const add = trpc.org.division.addMember.useMutation(settled);
  const remove = trpc.org.division.removeMember.useMutation(settled);
  const labels = new Map(options.map(({ value, label }) => [value, label]));
  const others = options.filter(({ value }) => !member.divisions.some(({ id }) => id === value));
  const leave = async (id: string, name: string) => {
    const place = { id, memberId: member.id };
    await remove.mutateAsync(place);
    notifySuccess(`${member.name} left ${name}`, { undo: () => add.mutateAsync(place) });
  };
  return (
    <SectionCard title="Divisions" count={member.divisions.length}>
      <Stack gap={6}>
        {member.divisions.length === 0 ? (
          <Text size="sm" c="dimmed">
            In no division.
          </Text>
        ) : null}
        {member.divisions.map(({ id, name }) => (
          <Group key={id} justify="space-between" wrap="nowrap" gap="xs">
            <Text size="sm">{labels.get(id) ?? name}</Text>
            {may("org.division.write") ? (
              // What went wrong is said by the mutation.
              <ActionIcon
                aria-label={`Take out of ${name}`}
                onClick={() => void leave(id, name).catch(() => undefined)}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            ) : null}
          </Group>
        ))}
        {may("org.division.write") && others.length > 0 ? (
          <Select
            aria-label="Add to a division"
            placeholder="Add to a division"
            data={others}
            value={null}
            searchable
            disabled={add.isPending}
            nothingFoundMessage="Nothing matches"
            onChange={(id) => {
              if (id) add.mutate({ id, memberId: member.id });
            }}
          />
        ) : null}
      </Stack>
    </SectionCard>
  );
}
