import type { ResourceNames } from "./names.ts";

export const screenKernel = `import type { AppRouter } from "@generated/api";
import { createTRPCReact } from "@trpc/react-query";
import type { inferRouterOutputs } from "@trpc/server";

export const trpc = createTRPCReact<AppRouter>();
export type RouterOutputs = inferRouterOutputs<AppRouter>;
`;

/** A list and a form of a resource, as screens of the product use its procedures. */
export const screenOf = ({
  module,
  name,
  type,
}: ResourceNames) => `import type { Create${type}Input } from "@generated/contracts/${name}";
import { type RouterOutputs, trpc } from "./trpc.ts";

type Row = RouterOutputs["${module}"]["${name}"]["list"]["items"][number];

export const columns: { header: string; cell: (row: Row) => string }[] = [
  { header: "Name", cell: (row) => row.name },
  { header: "E-mail", cell: (row) => row.email ?? "" },
  { header: "Status", cell: (row) => row.status.toUpperCase() },
  { header: "Amount", cell: (row) => String((row.amountMinor ?? 0) / 100) + row.currency },
  { header: "Due", cell: (row) => row.dueAt?.toISOString() ?? "" },
];

export function use${type}Page(id: string) {
  const utils = trpc.useUtils();
  const onSuccess = () => utils.${module}.${name}.invalidate();
  const list = trpc.${module}.${name}.list.useInfiniteQuery({ limit: 50 }, { getNextPageParam: (page) => page.nextCursor });
  const count = trpc.${module}.${name}.count.useQuery({ filter: { status: ["open"] } });
  const one = trpc.${module}.${name}.byId.useQuery({ id });
  const timeline = trpc.${module}.${name}.timeline.useQuery({ id });
  const create = trpc.${module}.${name}.create.useMutation({ onSuccess });
  const update = trpc.${module}.${name}.update.useMutation({ onSuccess });
  const assign = trpc.${module}.${name}.assign.useMutation({ onSuccess });
  const finish = trpc.${module}.${name}.finish.useMutation({ onSuccess });
  const remove = trpc.${module}.${name}.remove.useMutation({ onSuccess });
  const restore = trpc.${module}.${name}.restore.useMutation({ onSuccess });
  const save = async (values: Create${type}Input) =>
    one.data ? update.mutateAsync({ ...values, id, version: one.data.version }) : create.mutateAsync(values);
  return {
    rows: list.data?.pages.flatMap((page) => page.items.map((row) => columns.map(({ cell }) => cell(row)))),
    title: \`\${one.data?.name} \${one.data?.email ?? ""} \${one.data?.childCount} of \${count.data}\`,
    entries: timeline.data?.items.map((entry) => entry.at.toISOString()),
    save,
    assign: () => assign.mutateAsync({ ids: [id], ownerId: null }),
    finish: () => finish.mutateAsync({ ids: [id] }),
    remove: () => remove.mutateAsync({ ids: [id] }),
    restore: () => restore.mutateAsync({ ids: [id] }),
  };
}
`;

/** A job over a resource. */
export const jobOf = ({
  name,
  type,
}: ResourceNames) => `import type { ServiceContext } from "@generated/services/kernel";
import { list${type} } from "@generated/services/${name}";

export async function mail${type}(ctx: ServiceContext): Promise<string[]> {
  const { items } = await list${type}(ctx, { filter: {}, sort: { field: "name", direction: "asc" }, limit: 100 });
  return items.flatMap((item) => (item.email === null ? [] : [\`\${item.name} <\${item.email}>\`]));
}
`;
