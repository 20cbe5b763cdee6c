import { article, type ResourceNames } from "../names.ts";

export function listPage({
  module,
  file,
  camel,
  pascal,
  pascals,
  address,
  words,
  plural,
  title,
}: ResourceNames): string {
  return `"use client";

import { Anchor, Button } from "@mantine/core";
import { ${camel}Filter, ${camel}SortFields } from "@steward/contracts/${module}/${file}";
import {
  type BulkAction,
  type Column,
  DataTable,
  DateText,
  PageHeader,
  toPages,
  useListState,
} from "@steward/ui";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { removeAction } from "../../list/remove-action.ts";
import { useSavedViews } from "../../list/use-saved-views.ts";
import { useMay } from "../../shell/use-tenant.ts";
import { trpc } from "../../trpc/client.tsx";
import { ${pascal}Drawer, type ${pascal}Row } from "./${file}-drawer.tsx";

/** The organisation's ${plural}: to find, sort, add, change and remove. */
export function ${pascals}Page() {
  const may = useMay();
  const query = useListState({ address: "${address}", sortable: ${camel}SortFields, filterSchema: ${camel}Filter });
  const { limit: _limit, sort: _sort, ...which } = query.input;
  const list = trpc.${address}.list.useInfiniteQuery(query.input, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.${address}.count.useQuery(which);
  const views = useSavedViews("${address}", "All ${plural}");
  const bulkActions = useBulkActions();
  const [open, setOpen] = useState<${pascal}Row | "new">();
  const newButton = may("${address}.write") ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen("new")}>
      New ${words}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title="${title}" primaryAction={newButton} />
      <DataTable
        label="${title}"
        columns={columns(may("${address}.write") ? setOpen : undefined)}
        query={query}
        pages={{ ...toPages(list), total: count.data }}
        rowLabel={(row) => row.name}
        views={views}
        bulkActions={bulkActions}
        empty={{ title: "No ${plural} yet", description: "Add ${article(words)} ${words} to begin.", action: newButton }}
      />
      <${pascal}Drawer
        key={typeof open === "object" ? open.id : "new"}
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        ${camel}={typeof open === "object" ? open : undefined}
      />
    </>
  );
}

function columns(onOpen: ((row: ${pascal}Row) => void) | undefined): Column<${pascal}Row>[] {
  return [
    {
      id: "name",
      header: "Name",
      sortable: true,
      render: (row) =>
        onOpen ? (
          <Anchor component="button" type="button" onClick={() => onOpen(row)}>
            {row.name}
          </Anchor>
        ) : (
          row.name
        ),
    },
    { id: "description", header: "Description", render: (row) => row.description },
    {
      id: "createdAt",
      header: "Created",
      sortable: true,
      width: 130,
      render: (row) => <DateText value={row.createdAt} />,
      filter: { kind: "date-range" },
    },
    {
      id: "updatedAt",
      header: "Updated",
      sortable: true,
      defaultHidden: true,
      width: 130,
      render: (row) => <DateText value={row.updatedAt} />,
    },
  ];
}

function useBulkActions(): BulkAction<${pascal}Row>[] {
  const may = useMay();
  const utils = trpc.useUtils();
  const onSuccess = () => utils.${address}.invalidate();
  const remove = trpc.${address}.remove.useMutation({ onSuccess });
  const restore = trpc.${address}.restore.useMutation({ onSuccess });
  if (!may("${address}.remove")) return [];
  return [
    removeAction({ remove, restore, inWords: (count) => (count === 1 ? "1 ${words}" : \`\${count} ${plural}\`) }),
  ];
}
`;
}

export function drawer({ module, file, camel, pascal, address, words }: ResourceNames): string {
  return `"use client";

import { create${pascal}Input } from "@steward/contracts/${module}/${file}";
import { FormDrawer, notifySuccess, TextAreaField, TextField, useZodForm } from "@steward/ui";
import { type RouterOutputs, trpc } from "../../trpc/client.tsx";

export type ${pascal}Row = RouterOutputs["${module}"]["${camel}"]["list"]["items"][number];

interface ${pascal}DrawerProps {
  opened: boolean;
  onClose: () => void;
  /** The ${words} to change; without one a new one is added. */
  ${camel}?: ${pascal}Row | undefined;
}

/** Adds ${article(words)} ${words}, or changes one. */
export function ${pascal}Drawer({ opened, onClose, ${camel} }: ${pascal}DrawerProps) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.${address}.invalidate();
  const create = trpc.${address}.create.useMutation({ onSuccess });
  const update = trpc.${address}.update.useMutation({ onSuccess });
  const form = useZodForm({
    schema: create${pascal}Input,
    initialValues: ${camel} ?? {},
    onSubmit: async (values) => {
      if (${camel}) await update.mutateAsync({ ...values, id: ${camel}.id, version: ${camel}.version });
      else await create.mutateAsync(values);
      notifySuccess(\`\${values.name} saved\`);
    },
  });
  return (
    <FormDrawer
      form={form}
      opened={opened}
      onClose={onClose}
      title={${camel} ? \`Edit \${${camel}.name}\` : "New ${words}"}
      submitLabel={${camel} ? "Save" : "Add ${words}"}
    >
      <TextField field={form.field("name")} autoFocus />
      <TextAreaField field={form.field("description")} />
    </FormDrawer>
  );
}
`;
}

export function route({ module, file, files, pascals, title }: ResourceNames): string {
  return `import type { Metadata } from "next";
import { ${pascals}Page } from "${"../".repeat(4)}${module}/${file}/${files}-page.tsx";

export const metadata: Metadata = { title: "${title}" };

export default function Page() {
  return <${pascals}Page />;
}
`;
}

/** What the resource's reasons mean to the person who meets them. */
export function problems({ module, file, camel, pascal, words }: ResourceNames): string {
  return `import type { ${pascal}Reason } from "@steward/contracts/${module}/${file}";
import { registerProblemTexts } from "@steward/ui";

const ${camel}Problems: Record<${pascal}Reason, string> = {
  "${camel}.name_taken": "There is ${article(words)} ${words} of this name already. Choose another.",
};

registerProblemTexts(${camel}Problems);
`;
}
