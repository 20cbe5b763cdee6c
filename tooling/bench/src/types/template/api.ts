import type { ResourceNames } from "./names.ts";

/** The product's procedure builder, without what it does at run time. */
export const apiKernel = `import type { Permission } from "@generated/contracts/kernel";
import type { ServiceContext } from "@generated/services/kernel";
import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import type { z } from "zod";

export interface Context {
  readonly identity: () => Promise<{ userId: string }>;
  readonly membership: () => Promise<ServiceContext>;
}

export interface ProcedureMeta {
  guard: "public" | "tenant";
  permission?: Permission;
}

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    transformer: superjson,
    defaultMeta: { guard: "public" },
    errorFormatter: ({ shape }) => ({ ...shape, data: { ...shape.data, reason: "internal", requestId: "" } }),
  });

export const router = t.router;

const base = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw result.error;
  return result;
});

export function can(permission: Permission) {
  const guarded = base.meta({ guard: "tenant", permission }).use(async ({ ctx, next }) => {
    const { userId } = await ctx.identity();
    return next({ ctx: { userId } });
  });
  return {
    input: <Schema extends z.ZodType>(schema: Schema) =>
      guarded.input(schema).use(async ({ ctx, next }) => next({ ctx: await ctx.membership() })),
  };
}
`;

/** Who may call a resource. */
export const routerOf = ({ name, type, address }: ResourceNames) => {
  const verbs = ["assign", "count", "create", "finish", "get", "list", "remove", "restore", "timeline", "update"];
  const inputs = ["assign", "count", "create", "list", "timeline", "update"];
  return `import { idInput, idsInput } from "@generated/contracts/kernel";
import { ${inputs.map((verb) => `${verb}${type}Input`).join(", ")} } from "@generated/contracts/${name}";
import { ${verbs.map((verb) => `${verb}${type}`).join(", ")} } from "@generated/services/${name}";
import { can, router } from "./kernel.ts";

export const ${name}Router = router({
  list: can("${address}.read").input(list${type}Input).query(({ ctx, input }) => list${type}(ctx, input)),
  count: can("${address}.read").input(count${type}Input).query(({ ctx, input }) => count${type}(ctx, input)),
  byId: can("${address}.read").input(idInput).query(({ ctx, input }) => get${type}(ctx, input.id)),
  timeline: can("${address}.read").input(timeline${type}Input).query(({ ctx, input }) => timeline${type}(ctx, input)),
  create: can("${address}.write").input(create${type}Input).mutation(({ ctx, input }) => create${type}(ctx, input)),
  update: can("${address}.write").input(update${type}Input).mutation(({ ctx, input }) => update${type}(ctx, input)),
  assign: can("${address}.write").input(assign${type}Input).mutation(({ ctx, input }) => assign${type}(ctx, input)),
  finish: can("${address}.write").input(idsInput).mutation(({ ctx, input }) => finish${type}(ctx, input.ids)),
  remove: can("${address}.remove").input(idsInput).mutation(({ ctx, input }) => remove${type}(ctx, input.ids)),
  restore: can("${address}.remove").input(idsInput).mutation(({ ctx, input }) => restore${type}(ctx, input.ids)),
});
`;
};

export function routerIndex(names: readonly ResourceNames[]): string {
  const modules = [...new Set(names.map(({ module }) => module))];
  const members = (module: string) => names.filter((resource) => resource.module === module);
  return `${names.map(({ name }) => `import { ${name}Router } from "./${name}.ts";`).join("\n")}
import { router } from "./kernel.ts";

${modules
  .map(
    (module) =>
      `const ${module}Router = router({\n${members(module)
        .map(({ name }) => `  ${name}: ${name}Router,`)
        .join("\n")}\n});`,
  )
  .join("\n\n")}

export const appRouter = router({
${modules.map((module) => `  ${module}: ${module}Router,`).join("\n")}
});
export type AppRouter = typeof appRouter;
`;
}
