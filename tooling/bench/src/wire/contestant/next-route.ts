import { listAccountsInput } from "@steward/contracts/crm/account";
import { account, salesperson, tag, tagging } from "@steward/db/schema";
import { initTRPC, TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import superjson from "superjson";
import { readFixture } from "../fixture-file.ts";
import { createGuard } from "./guard.ts";
import { openPool } from "./process.ts";
import { smallAnswer } from "./small-router.ts";

/** tRPC as most projects serve it: a route handler of Next, and drizzle's own transaction around each call. */
const fixture = readFixture();
const pool = openPool(fixture.appUrl);
const db = drizzle(pool);
const guard = createGuard(fixture, pool);

const t = initTRPC.context<{ headers: Headers }>().create({ transformer: superjson });

const accountReader = t.procedure.use(async ({ ctx, next }) => {
  const { headers } = ctx;
  const authorization = headers.get("authorization") ?? undefined;
  const member = await guard(authorization, headers.get("x-tenant") ?? "", "crm.account.read");
  if (!member) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { member } });
});

const router = t.router({
  small: t.procedure.query(smallAnswer),
  list: accountReader.input(listAccountsInput).query(({ ctx, input }) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.tenant_id', ${ctx.member.tenantId}, true)`);
      const rows = await tx
        .select({
          id: account.id,
          name: account.name,
          domain: account.domain,
          email: account.email,
          phone: account.phone,
          industry: account.industry,
          employees: account.employees,
          annualRevenueMinor: account.annualRevenueMinor,
          createdAt: account.createdAt,
          updatedAt: account.updatedAt,
          version: account.version,
          owner: { id: salesperson.id, name: salesperson.name },
        })
        .from(account)
        .leftJoin(salesperson, and(eq(salesperson.tenantId, account.tenantId), eq(salesperson.id, account.ownerId)))
        .where(isNull(account.deletedAt))
        .orderBy(asc(account.name), asc(account.id))
        .limit(input.limit + 1);
      const items = rows.slice(0, input.limit);
      const ids = items.map((item) => item.id);
      const tags = await tx
        .select({ recordId: tagging.accountId, id: tag.id, name: tag.name, colour: tag.colour })
        .from(tagging)
        .innerJoin(tag, and(eq(tag.tenantId, tagging.tenantId), eq(tag.id, tagging.tagId)))
        .where(and(inArray(tagging.accountId, ids), isNull(tag.deletedAt)))
        .orderBy(asc(tag.name));
      const last = rows.length > input.limit ? items.at(-1) : undefined;
      return {
        items: items.map((item) => ({
          ...item,
          tags: tags.filter((ref) => ref.recordId === item.id).map(({ recordId: _, ...ref }) => ref),
        })),
        nextCursor: last ? Buffer.from(JSON.stringify([last.name, last.id])).toString("base64url") : null,
      };
    }),
  ),
});

const handler = (request: Request) =>
  fetchRequestHandler({ endpoint: "/trpc", req: request, router, createContext: () => ({ headers: request.headers }) });

export { handler as GET, handler as POST };
