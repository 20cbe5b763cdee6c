import { Group, Text } from "@mantine/core";
import { type Column, DateText, type FilterOption, PersonName, StatusBadge } from "@steward/ui";
import { roleName } from "../role/role-words.ts";
import { type Member, type MemberMatter, MemberMenu } from "./member-menu.tsx";

interface ColumnParts {
  roles: readonly FilterOption[];
  divisions: readonly FilterOption[];
  onChoose: (matter: MemberMatter, member: Member) => void;
}

/** Whether a member can work in the organisation. */
export function MemberState({ disabledAt, shutOutAt }: Pick<Member, "disabledAt" | "shutOutAt">) {
  if (shutOutAt) return <StatusBadge tone="danger">Shut out</StatusBadge>;
  return <StatusBadge tone={disabledAt ? "neutral" : "success"}>{disabledAt ? "Switched off" : "Active"}</StatusBadge>;
}

/** The list of members, column by column. */
export function memberColumns({ roles, divisions, onChoose }: ColumnParts): Column<Member>[] {
  return [
    { id: "name", header: "Name", sortable: true, render: ({ name }) => <PersonName name={name} /> },
    { id: "email", header: "E-mail", sortable: true, width: 220, render: ({ email }) => email },
    {
      id: "role",
      header: "Role",
      width: 150,
      filter: { kind: "multiselect", options: roles },
      render: (member) => roleName(member),
    },
    {
      id: "divisions",
      header: "Divisions",
      width: 180,
      ...(divisions.length > 0
        ? { filter: { kind: "multiselect" as const, key: "divisionId", label: "Division", options: divisions } }
        : {}),
      render: (member) => <DivisionNames divisions={member.divisions} />,
    },
    {
      id: "disabled",
      header: "Access",
      width: 140,
      filter: { kind: "boolean", yes: "Switched off", no: "Active" },
      render: (member) => <MemberState {...member} />,
    },
    {
      id: "createdAt",
      header: "Since",
      sortable: true,
      width: 120,
      defaultHidden: true,
      render: ({ createdAt }) => <DateText value={createdAt} />,
    },
    {
      id: "actions",
      header: "Actions",
      width: 80,
      align: "end",
      hideable: false,
      inCard: true,
      render: (member) => <MemberMenu member={member} onChoose={onChoose} />,
    },
  ];
}

function DivisionNames({ divisions }: Pick<Member, "divisions">) {
  if (divisions.length === 0) return "–";
  return (
    <Group gap={4} component="span">
      <Text span inherit truncate>
        {divisions.map(({ name }) => name).join(", ")}
      </Text>
    </Group>
  );
}
