"use client";

import { Button, Menu, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import {
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUsers,
} from "@tabler/icons-react";
import { useState } from "react";
import { confirmAction } from "../feedback/confirm-action.tsx";
import { notifyError, notifySuccess } from "../feedback/notify.tsx";
import classes from "./table-toolbar.module.css";
import type { ListState, SavedView, SavedViews, ViewState } from "./types.ts";
import { ViewNameModal } from "./view-name-modal.tsx";

function stateOf(query: ListState): ViewState {
  return { search: query.search, filter: query.filter, sort: query.sort, hidden: query.hidden };
}

/** Saved ways to look at a list: to pick, save, rename, update and delete. */
export function ViewsMenu({ views, query }: { views: SavedViews; query: ListState }) {
  const [naming, { open, close }] = useDisclosure(false);
  const [renaming, setRenaming] = useState<SavedView>();
  const current = views.items.find((view) => view.id === query.view);
  const save = async ({ name, shared }: { name: string; shared: boolean }) => {
    const { id } = await views.onSave({ name, shared, state: stateOf(query) });
    query.adoptView(id);
    notifySuccess(`View “${name}” saved`);
  };
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button variant="default" className={classes.view} rightSection={<IconChevronDown size={14} aria-hidden />}>
            {current?.name ?? views.allLabel}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item rightSection={current ? null : <Tick />} onClick={() => query.applyView(undefined)}>
            {views.allLabel}
          </Menu.Item>
          <ViewItems title="My views" views={views.items.filter((view) => !view.shared)} query={query} />
          <ViewItems title="Shared views" views={views.items.filter((view) => view.shared)} query={query} />
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={15} aria-hidden />} onClick={open}>
            Save as new view
          </Menu.Item>
          {current?.editable ? <CurrentView view={current} views={views} query={query} onRename={setRenaming} /> : null}
        </Menu.Dropdown>
      </Menu>
      <ViewNameModal opened={naming} onClose={close} title="Save view" onSave={save} withShared />
      <ViewNameModal
        opened={renaming !== undefined}
        initial={renaming?.name ?? ""}
        onClose={() => setRenaming(undefined)}
        title="Rename view"
        onSave={async ({ name }) => {
          if (renaming) await views.onRename(renaming.id, name);
        }}
      />
    </>
  );
}

function Tick() {
  return <IconCheck size={15} aria-label="Shown" />;
}

function ViewItems({ title, views, query }: { title: string; views: readonly SavedView[]; query: ListState }) {
  if (views.length === 0) return null;
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {views.map((view) => (
        <Menu.Item
          key={view.id}
          leftSection={view.shared ? <IconUsers size={15} aria-hidden /> : null}
          rightSection={view.id === query.view ? <Tick /> : null}
          onClick={() => query.applyView(view)}
        >
          <Text size="sm" truncate>
            {view.name}
          </Text>
        </Menu.Item>
      ))}
    </>
  );
}

interface CurrentViewProps {
  view: SavedView;
  views: SavedViews;
  query: ListState;
  onRename: (view: SavedView) => void;
}

function CurrentView({ view, views, query, onRename }: CurrentViewProps) {
  const { onUpdate } = views;
  const update = async () => {
    try {
      await onUpdate?.(view.id, stateOf(query));
      notifySuccess(`View “${view.name}” updated`);
    } catch (error) {
      notifyError(error);
    }
  };
  const remove = async () => {
    const gone = await confirmAction({
      title: `Delete the view “${view.name}”?`,
      message: view.shared ? "Everyone in the organisation loses it. The records stay." : "The records stay.",
      confirmLabel: "Delete view",
      onConfirm: () => views.onDelete(view.id),
    });
    if (gone) query.applyView(undefined);
  };
  return (
    <>
      {onUpdate ? (
        <Menu.Item leftSection={<IconDeviceFloppy size={15} aria-hidden />} onClick={() => void update()}>
          Update “{view.name}”
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => onRename(view)}>
        Rename
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconTrash size={15} aria-hidden />} onClick={() => void remove()}>
        Delete
      </Menu.Item>
    </>
  );
}
