"use client";

import { Button, Code, Text } from "@mantine/core";
import { useMay } from "@steward/client";
import { apiKeyFilter, apiKeySortFields, apiKeyStates } from "@steward/contracts/org/api-key";
import {
  type Column,
  DataTable,
  DateText,
  PageHeader,
  PersonName,
  RelativeTime,
  toPages,
  useListState,
} from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { type RouterOutputs, trpc } from "../trpc/client.tsx";
import { KeyStateBadge, keyStateWords } from "./key-state.tsx";
import { NewKeyDrawer } from "./new-key-drawer.tsx";
import { type NewKey, NewKeySecret } from "./new-key-secret.tsx";
import { RevokeButton } from "./revoke-button.tsx";

type ApiKey = RouterOutputs["org"]["apiKey"]["list"]["items"][number];

const columns: readonly Column<ApiKey>[] = [
  { id: "name", header: "Name", sortable: true, hideable: false, width: 180, render: ({ name }) => name },
  { id: "prefix", header: "Begins with", width: 130, render: ({ prefix }) => <Code>{prefix}</Code> },
  { id: "member", header: "Of", width: 160, render: ({ member }) => <PersonName name={member.name} /> },
  {
    id: "scopes",
    header: "May do",
    width: 90,
    render: ({ scopes }) => (
      <Text span inherit title={scopes.join("\n")}>
        {scopes.length} {scopes.length === 1 ? "thing" : "things"}
      </Text>
    ),
  },
  {
    id: "state",
    header: "State",
    width: 110,
    filter: { kind: "select", options: apiKeyStates.map((value) => ({ value, label: keyStateWords[value].label })) },
    render: ({ state }) => <KeyStateBadge state={state} />,
  },
  {
    id: "lastUsedAt",
    header: "Last used",
    width: 110,
    render: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime value={lastUsedAt} /> : "Never"),
  },
  { id: "expiresAt", header: "Ends", width: 110, render: ({ expiresAt }) => <DateText value={expiresAt} /> },
  {
    id: "createdAt",
    header: "Made",
    sortable: true,
    width: 120,
    defaultHidden: true,
    render: ({ createdAt }) => <DateText value={createdAt} />,
  },
  {
    id: "actions",
    header: "Actions",
    width: 90,
    align: "end",
    hideable: false,
    inCard: true,
    render: (key) => <RevokeButton apiKey={key} />,
  },
];

const whose = [{ key: "own", label: "Whose", kind: "boolean", yes: "My own", no: "Everybody's" }] as const;

/** Keys with which programs come in their maker's name: one's own, or everybody's for whoever looks after them. */
export function ApiKeysPage({ creating }: { creating: boolean }) {
  const may = useMay();
  const query = useListState({
    address: "org.apiKey",
    sortable: apiKeySortFields,
    defaultSort: { field: "createdAt", direction: "desc" },
    filterSchema: apiKeyFilter,
  });
  const keys = trpc.org.apiKey.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const [drawer, setDrawer] = useState(creating);
  const [made, setMade] = useState<NewKey>();
  const newButton = may("org.apiKey.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDrawer(true)}>
      New API key
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title="API keys"
        description="With a key a program acts in its maker's name, and may at most what they may."
        primaryAction={newButton}
      />
      <DataTable
        label="API keys"
        columns={columns}
        query={query}
        pages={toPages(keys)}
        {...(may("org.apiKey.manage") ? { filters: whose } : {})}
        searchPlaceholder="Name, beginning or person"
        empty={{
          title: "No API key yet",
          description: "A program that reads or writes records here needs one. Each has an end.",
          action: newButton,
        }}
      />
      <NewKeyDrawer opened={drawer} onClose={() => setDrawer(false)} onMade={setMade} />
      {made ? <NewKeySecret made={made} onClose={() => setMade(undefined)} /> : null}
    </>
  );
}
