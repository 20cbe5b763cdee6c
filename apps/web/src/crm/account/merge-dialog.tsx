"use client";

import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type AsyncOption, AsyncSelect, ErrorState, LoadingState, notifyError, notifySuccess } from "@steward/ui";
import { IconArrowMerge } from "@tabler/icons-react";
import { useState } from "react";
import { trpc } from "../../trpc/client.tsx";
import { movedWords } from "../part/event-words.tsx";
import { useAccountOptions } from "../part/use-options.ts";
import type { Account } from "./account-drawer.tsx";
import { useUndoMerge } from "./account-timeline.tsx";
import { type Candidate, type Choices, MergeFields } from "./merge-fields.tsx";

interface MergeDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The account that stays. */
  account: Account;
}

/** Makes one account of several: which ones, whose values, what moves. */
export function MergeDialog({ opened, onClose, account }: MergeDialogProps) {
  const narrow = useMediaQuery("(max-width: 48em)") ?? false;
  const utils = trpc.useUtils();
  const [duplicates, setDuplicates] = useState<readonly AsyncOption[]>([]);
  const [choices, setChoices] = useState<Choices>({});
  const duplicateIds = duplicates.map((one) => one.value);
  const preview = trpc.crm.account.previewMerge.useQuery(
    { survivorId: account.id, duplicateIds },
    { enabled: opened && duplicateIds.length > 0, placeholderData: (previous) => previous },
  );
  const undo = useUndoMerge();
  const merge = trpc.crm.account.merge.useMutation({
    onError: notifyError,
    onSuccess: async ({ mergeId }) => {
      onClose();
      setDuplicates([]);
      setChoices({});
      await utils.crm.invalidate();
      notifySuccess(`Merged into ${account.name}`, undo ? { undo: () => undo(mergeId) } : {});
    },
  });
  const candidates =
    duplicateIds.length > 0 ? (preview.data ?? []).filter(({ id }) => [account.id, ...duplicateIds].includes(id)) : [];
  const fields = Object.fromEntries(
    Object.entries(choices).filter(([, id]) => candidates.some((one) => one.id === id)),
  );
  return (
    <Modal opened={opened} onClose={onClose} title={`Merge into ${account.name}`} size="xl" fullScreen={narrow}>
      <Stack gap="lg">
        <Choose account={account} chosen={duplicates} onChange={setDuplicates} />
        {duplicateIds.length > 0 && preview.isPending ? <LoadingState lines={4} label="Comparing" /> : null}
        {preview.isError ? <ErrorState compact error={preview.error} onRetry={preview.refetch} /> : null}
        {candidates.length > 1 ? (
          <>
            <MergeFields
              candidates={candidates}
              choices={choices}
              onChoose={(field, id) => setChoices({ ...choices, [field]: id })}
            />
            <WhatMoves duplicates={candidates.slice(1)} />
          </>
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={merge.isPending}>
            Cancel
          </Button>
          <Button
            leftSection={<IconArrowMerge size={16} aria-hidden />}
            disabled={candidates.length < 2}
            loading={merge.isPending}
            onClick={() => merge.mutate({ survivorId: account.id, duplicateIds, fields })}
          >
            Merge
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface ChooseProps {
  account: Account;
  chosen: readonly AsyncOption[];
  onChange: (chosen: readonly AsyncOption[]) => void;
}

/** Likely duplicates to tick, and a search for any other account. */
function Choose({ account, chosen, onChange }: ChooseProps) {
  const { search } = useAccountOptions();
  const { data } = trpc.crm.account.duplicates.useQuery({
    name: account.name,
    domain: account.domain,
    exceptId: account.id,
  });
  const likely = (data ?? []).map(({ id, name, domain }) => ({
    value: id,
    label: domain ? `${name} (${domain})` : name,
  }));
  const options = [...likely, ...chosen.filter((one) => !likely.some(({ value }) => value === one.value))];
  const toggle = (option: AsyncOption, on: boolean) =>
    onChange(on ? [...chosen, option] : chosen.filter(({ value }) => value !== option.value));
  return (
    <Stack gap="xs">
      <Text size="sm">
        Everything of the accounts you choose moves to <b>{account.name}</b>: contacts, deals, locations, history. You
        can undo it later.
      </Text>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          checked={chosen.some(({ value }) => value === option.value)}
          onChange={(event) => toggle(option, event.currentTarget.checked)}
        />
      ))}
      <AsyncSelect
        // A new key empties the box for the next account.
        key={chosen.length}
        value={null}
        onChange={(_, option) => {
          if (option && !chosen.some(({ value }) => value === option.value)) toggle(option, true);
        }}
        search={async (query) => (await search(query)).filter(({ value }) => value !== account.id)}
        input={{ label: options.length > 0 ? "Another account" : "Duplicate account", placeholder: "Search accounts" }}
      />
    </Stack>
  );
}

const kinds = ["contacts", "locations", "deals", "leads", "activities", "children"] as const;

function WhatMoves({ duplicates }: { duplicates: readonly Candidate[] }) {
  const moving = kinds.flatMap((kind) => {
    const count = duplicates.reduce((sum, one) => sum + one.counts[kind], 0);
    return count > 0 ? [movedWords(kind, count)] : [];
  });
  return (
    <Text size="sm" c="dimmed" role="status">
      {moving.length > 0
        ? `Moves: ${moving.join(", ")}.`
        : "Nothing hangs on the duplicates: only their values are kept."}{" "}
      Values that are not kept stay in the history; other names, web sites, addresses and numbers stay searchable.
    </Text>
  );
}
