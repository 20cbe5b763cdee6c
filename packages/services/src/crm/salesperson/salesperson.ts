import { AppError, notFound, recordChanged, referenceUnknown } from "@steward/contracts";
import {
  type CreateSalespersonInput,
  salespersonCreated,
  salespersonUpdated,
  type UpdateSalespersonInput,
} from "@steward/contracts/crm/salesperson";
import { isForeignKeyViolation, isUniqueViolation } from "@steward/db";
import { salesperson } from "@steward/db/schema";
import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import { changesOf, emit, type ServiceContext } from "../../kernel/index.ts";
import { type Salesperson, toSalesperson } from "./queries.ts";

/**
 * The salesperson the acting member is: found, else the imported one with the member's e-mail address, else made.
 * What people add belongs to them unless they say otherwise.
 */
export async function ensureSalesperson(ctx: ServiceContext): Promise<string> {
  const { memberId, name, email } = ctx.actor;
  const [known] = await ctx.db
    .select({ id: salesperson.id })
    .from(salesperson)
    .where(eq(salesperson.memberId, memberId));
  if (known) return known.id;
  const [adopted] = await ctx.db
    .update(salesperson)
    .set({ memberId })
    .where(
      eq(
        salesperson.id,
        // At most one: two people of an imported team may share an address.
        sql`(${ctx.db
          .select({ id: salesperson.id })
          .from(salesperson)
          .where(and(isNull(salesperson.memberId), eq(sql`lower(${salesperson.email})`, email.toLowerCase())))
          .orderBy(salesperson.id)
          .limit(1)})`,
      ),
    )
    .returning({ id: salesperson.id });
  if (adopted) return adopted.id;
  const [made] = await ctx.db
    .insert(salesperson)
    .values({ memberId, name, email })
    // Two first records of one person at once: the second takes what the first made.
    .onConflictDoUpdate({ target: [salesperson.tenantId, salesperson.memberId], set: { memberId } })
    .returning({ id: salesperson.id });
  if (!made) throw new AppError("INTERNAL", "salesperson.not_written");
  return made.id;
}

/**
 * The id of the salesperson the acting member is, asked by the statement that it stands in: it saves those who are one
 * already, which is everybody but for the first time, the look-up before. Null for who is none yet: `ensureSalesperson`.
 */
export function actingSalesperson({ actor }: ServiceContext): SQL<string | null> {
  return sql`(select ${salesperson.id} from ${salesperson} where ${salesperson.memberId} = ${actor.memberId})`;
}

/** Adds somebody who owns customers or deals. Throws CONFLICT `salesperson.member_taken`. */
export async function createSalesperson(ctx: ServiceContext, input: CreateSalespersonInput): Promise<Salesperson> {
  const [row] = await ctx.db.insert(salesperson).values(input).returning().catch(explainMember);
  if (!row) throw new AppError("INTERNAL", "salesperson.not_written");
  await emit(ctx, salespersonCreated, row.id, { name: row.name });
  return toSalesperson(row);
}

/** Changes a salesperson. Throws NOT_FOUND, CONFLICT `record_changed` | `salesperson.member_taken`. */
export async function updateSalesperson(ctx: ServiceContext, input: UpdateSalespersonInput): Promise<Salesperson> {
  const { id, version, ...fields } = input;
  const [before] = await ctx.db.select().from(salesperson).where(eq(salesperson.id, id)).for("update");
  if (!before) throw notFound("crm.salesperson");
  if (version !== undefined && version !== before.version) throw recordChanged("crm.salesperson");
  const changes = changesOf(before, fields);
  if (Object.keys(changes).length === 0) return toSalesperson(before);
  const [row] = await ctx.db
    .update(salesperson)
    .set({ ...fields, version: before.version + 1 })
    .where(eq(salesperson.id, id))
    .returning()
    .catch(explainMember);
  if (!row) throw notFound("crm.salesperson");
  await emit(ctx, salespersonUpdated, id, { changes });
  return toSalesperson(row);
}

function explainMember(error: unknown): never {
  if (isUniqueViolation(error)) throw new AppError("CONFLICT", "salesperson.member_taken");
  if (isForeignKeyViolation(error)) throw referenceUnknown("memberId");
  throw error;
}
