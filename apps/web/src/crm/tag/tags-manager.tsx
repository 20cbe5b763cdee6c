"use client";

import { ActionIcon, Button, Group, Menu, Modal, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { type BadgeColour, badgeColours } from "@steward/contracts/kernel/colour";
import { ColourSwatch, EmptyState, notifyError, notifySuccess } from "@steward/ui";
import { IconPlus, IconTags, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";
import { useTags } from "../part/use-options.ts";

type Tag = RouterOutputs["crm"]["tag"]["list"]["items"][number];

/** Adds, renames, recolours and removes the tags of the organisation. */
export function TagsManager({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const tags = useTags();
  return (
    <Modal opened={opened} onClose={onClose} title="Tags">
      <Stack gap="md">
        <NewTag />
        {tags.length === 0 ? (
          <EmptyState
            compact
            icon={IconTags}
            title="No tags yet"
            description="Tags group records your way: a region, a campaign, a level of service."
          />
        ) : (
          <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: "none" }}>
            {tags.map((tag) => (
              <TagRow key={`${tag.id} ${tag.version}`} tag={tag} />
            ))}
          </Stack>
        )}
      </Stack>
    </Modal>
  );
}

function useRefresh() {
  const utils = trpc.useUtils();
  return () => utils.crm.invalidate();
}

function NewTag() {
  const [name, setName] = useState("");
  const [colour, setColour] = useState<BadgeColour>("blue");
  const create = trpc.crm.tag.create.useMutation({
    onSuccess: () => setName(""),
    onError: notifyError,
    onSettled: useRefresh(),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) create.mutate({ name, colour });
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <ColourPicker colour={colour} label="Colour of the new tag" onPick={setColour} />
        <TextInput
          aria-label="New tag"
          placeholder="New tag"
          maxLength={50}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          style={{ flex: 1 }}
          data-autofocus
        />
        <Button
          type="submit"
          leftSection={<IconPlus size={15} aria-hidden />}
          loading={create.isPending}
          disabled={!name.trim()}
        >
          Add
        </Button>
      </Group>
    </form>
  );
}

function TagRow({ tag }: { tag: Tag }) {
  const [name, setName] = useState(tag.name);
  const refresh = useRefresh();
  const update = trpc.crm.tag.update.useMutation({ onError: notifyError, onSettled: refresh });
  const restore = trpc.crm.tag.restore.useMutation({ onSuccess: refresh });
  const remove = trpc.crm.tag.remove.useMutation({ onError: notifyError, onSettled: refresh });
  const rename = () => {
    const next = name.trim();
    if (next === tag.name) return;
    if (next === "") return setName(tag.name);
    update.mutate({ id: tag.id, name: next }, { onError: () => setName(tag.name) });
  };
  const takeOff = async () => {
    const removed = await remove.mutateAsync({ ids: [tag.id] });
    notifySuccess(`Tag “${tag.name}” removed from ${tag.useCount === 1 ? "1 record" : `${tag.useCount} records`}`, {
      undo: () => restore.mutateAsync(removed),
    });
  };
  return (
    <Group gap="xs" wrap="nowrap" component="li">
      <ColourPicker
        colour={tag.colour}
        label={`Colour of ${tag.name}`}
        onPick={(colour) => update.mutate({ id: tag.id, colour })}
      />
      <TextInput
        aria-label={`Name of ${tag.name}`}
        maxLength={50}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === "Enter" && rename()}
        style={{ flex: 1 }}
      />
      <Text size="xs" c="dimmed" w={70} ta="end">
        {tag.useCount === 1 ? "1 record" : `${tag.useCount} records`}
      </Text>
      <ActionIcon
        variant="subtle"
        color="red"
        aria-label={`Remove ${tag.name}`}
        onClick={() => void takeOff().catch(() => {})}
      >
        <IconTrash size={15} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

interface ColourPickerProps {
  colour: BadgeColour;
  label: string;
  onPick: (colour: BadgeColour) => void;
}

function ColourPicker({ colour, label, onPick }: ColourPickerProps) {
  return (
    <Menu position="bottom-start" width={140}>
      <Menu.Target>
        <UnstyledButton aria-label={label}>
          <ColourSwatch colour={colour} size={22} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {badgeColours.map((each) => (
          <Menu.Item key={each} onClick={() => onPick(each)} leftSection={<ColourSwatch colour={each} />}>
            {each}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
