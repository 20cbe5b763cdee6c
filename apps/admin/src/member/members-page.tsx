"use client";

import { Button } from "@mantine/core";
import { useHref, useMay } from "@steward/client";
import { memberFilter, memberSortFields } from "@steward/contracts/org/member";
import { DataTable, PageHeader, toPages, useListState } from "@steward/ui";
import { IconUserPlus } from "@tabler/icons-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { useDivisionOptions } from "../division/use-divisions.ts";
import { useRoleChoices } from "../role/use-role-choices.ts";
import { trpc } from "../trpc/client.tsx";
import { memberColumns } from "./member-columns.tsx";
import type { Member, MemberMatter } from "./member-menu.tsx";
import { RoleDialog } from "./role-dialog.tsx";

/** The people of the organisation. */
export function MembersPage() {
  const may = useMay();
  const href = useHref();
  const query = useListState({ address: "org.member", sortable: memberSortFields, filterSchema: memberFilter });
  const members = trpc.org.member.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const roles = useRoleChoices();
  const divisions = useDivisionOptions();
  const [chosen, choose] = useState<{ matter: MemberMatter; member: Member }>();
  const columns = useMemo(
    () =>
      memberColumns({
        roles: roles.map(({ value, label }) => ({ value, label: label.split(" – ", 1)[0] ?? label })),
        divisions,
        onChoose: (matter, member) => choose({ matter, member }),
      }),
    [roles, divisions],
  );
  return (
    <>
      <PageHeader
        title="Members"
        description="Who works in this organisation, and as what."
        primaryAction={
          may("org.invitation.write") ? (
            <Button
              component={Link}
              href={href("/invitations?new")}
              leftSection={<IconUserPlus size={16} aria-hidden />}
            >
              Invite people
            </Button>
          ) : null
        }
      />
      <DataTable
        label="Members"
        columns={columns}
        query={query}
        pages={toPages(members)}
        rowHref={({ id }) => href(`/members/${id}`)}
        rowLabel={({ name }) => name}
        searchPlaceholder="Name or e-mail"
        empty={{ title: "Nobody here yet" }}
      />
      {chosen?.matter === "role" ? (
        <RoleDialog key={chosen.member.id} member={chosen.member} onClose={() => choose(undefined)} />
      ) : null}
    </>
  );
}
