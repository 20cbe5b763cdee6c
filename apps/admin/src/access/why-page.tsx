"use client";

import { Alert, Paper, Select, Stack, Text } from "@mantine/core";
import { AsyncSelect, ErrorState, LoadingState } from "@steward/ui";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMemberSearch } from "../member/use-member-search.ts";
import { useAddress } from "../shell/use-address.ts";
import { trpc } from "../trpc/client.tsx";
import { AccessFrame } from "./access-frame.tsx";
import { type Explanation, explanationWords } from "./explanation-words.ts";

/** Why a member may do something, or may not: the engine that guards the procedure answers. */
export function WhyPage() {
  const [{ member, procedure, key }, change] = useAddress(["member", "procedure", "key"]);
  const matrix = trpc.org.access.matrix.useQuery(undefined, { staleTime: 60_000 });
  const chosen = trpc.org.member.byId.useQuery({ id: member }, { enabled: member !== "", retry: false });
  const search = useMemberSearch();
  return (
    <AccessFrame>
      <Paper withBorder p="lg" maw={720}>
        <Stack gap="md">
          <AsyncSelect
            value={member || null}
            onChange={(id) => change({ member: id ?? "", key: "" })}
            search={search}
            selectedLabel={chosen.data?.name ?? (member ? "…" : undefined)}
            input={{ label: "Member", placeholder: "Find a member" }}
          />
          <Select
            label="Procedure"
            description="What applications call, by its name or by what it stands for"
            placeholder="Find a procedure"
            data={(matrix.data?.procedures ?? []).map(({ path, description }) => ({
              value: path,
              label: `${path} – ${description}`,
            }))}
            value={procedure || null}
            onChange={(path) => change({ procedure: path ?? "" })}
            searchable
            limit={200}
            nothingFoundMessage={matrix.isPending ? "Loading…" : "Nothing matches"}
          />
          {member ? <KeyChoice memberId={member} value={key} onChange={(id) => change({ key: id })} /> : null}
          {member && procedure ? <Answer memberId={member} procedure={procedure} apiKeyId={key} /> : null}
        </Stack>
      </Paper>
    </AccessFrame>
  );
}

interface KeyChoiceProps {
  memberId: string;
  value: string;
  onChange: (id: string) => void;
}

/** Asks about a program in place of the person, where the person has keys. */
function KeyChoice({ memberId, value, onChange }: KeyChoiceProps) {
  const keys = trpc.org.apiKey.list.useQuery({ filter: { memberId, state: "active" }, limit: 100 });
  if (!keys.data?.items.length) return null;
  return (
    <Select
      label="As"
      data={[
        { value: "", label: "The person" },
        ...keys.data.items.map(({ id, name }) => ({ value: id, label: `A program with the key “${name}”` })),
      ]}
      value={value}
      onChange={(id) => onChange(id ?? "")}
      allowDeselect={false}
    />
  );
}

function Answer({ memberId, procedure, apiKeyId }: { memberId: string; procedure: string; apiKeyId: string }) {
  const explanation = trpc.org.access.explain.useQuery(
    { memberId, procedure, ...(apiKeyId ? { apiKeyId } : {}) },
    { retry: false },
  );
  if (explanation.isPending) return <LoadingState lines={2} label="Asking" />;
  if (explanation.isError) return <ErrorState compact error={explanation.error} onRetry={explanation.refetch} />;
  return <Verdict explanation={explanation.data} />;
}

function Verdict({ explanation }: { explanation: Explanation }) {
  const { verdict, because, besides } = explanationWords(explanation);
  const Icon = explanation.allowed ? IconCheck : IconX;
  return (
    <Alert
      role="status"
      color={explanation.allowed ? "green" : "red"}
      icon={<Icon size={18} aria-hidden />}
      title={verdict}
    >
      <Stack gap={4}>
        <Text size="sm">{because}</Text>
        {besides.map((line) => (
          <Text key={line} size="sm">
            {line}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
