import { permissions } from "@steward/contracts";
import type { CountApprovalRequestsInput } from "@steward/contracts/approvals/request";
import { approvalDecider, approvalEntry, approvalRequest, approvalStep } from "@steward/db/schema";
import { and, eq, exists, inArray, isNull, ne, not, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { containsText, type ServiceContext } from "../kernel/index.ts";
import { type Standing, standingsOf } from "./deciders.ts";

export const openStep = alias(approvalStep, "open_step");

/** The step that is open; there is one at a time. */
export const isOpenStep = and(
  eq(openStep.tenantId, approvalRequest.tenantId),
  eq(openStep.requestId, approvalRequest.id),
  eq(openStep.status, "open"),
);

/** `choosePlace` in SQL, on a request beside its open step: whether a decision in one of these places is wanted. */
export function isToDecide({ db, actor }: ServiceContext, standings: readonly Standing[]): SQL {
  const places = standings.map(({ memberId, permissions: held }) => {
    const named = db
      .select({ id: approvalDecider.id })
      .from(approvalDecider)
      .where(and(eq(approvalDecider.stepId, openStep.id), eq(approvalDecider.memberId, memberId)));
    const said = db
      .select({ id: approvalEntry.id })
      .from(approvalEntry)
      .where(
        and(
          eq(approvalEntry.stepId, openStep.id),
          eq(approvalEntry.action, "approved"),
          sql`coalesce(${approvalEntry.onBehalfOfId}, ${approvalEntry.memberId}) = ${memberId}`,
        ),
      );
    return and(
      ne(approvalRequest.requesterId, memberId),
      or(inArray(openStep.permission, [...held]), and(isNull(openStep.permission), exists(named))),
      // Of a step that fell to others, approvals are left that do not count any more.
      or(eq(openStep.quorum, "any"), not(exists(said))),
    );
  });
  const wanted = and(
    eq(approvalRequest.status, "pending"),
    ne(approvalRequest.requesterId, actor.memberId),
    or(...places),
  );
  return sql`coalesce(${wanted}, false)`;
}

/** Whether the caller may decide, or might have decided, any of its steps. */
function isConcerned({ db }: ServiceContext, standings: readonly Standing[]): SQL {
  const places = standings.map(({ memberId, permissions: held }) =>
    or(
      inArray(approvalStep.permission, [...held]),
      exists(
        db
          .select({ id: approvalDecider.id })
          .from(approvalDecider)
          .where(and(eq(approvalDecider.stepId, approvalStep.id), eq(approvalDecider.memberId, memberId))),
      ),
    ),
  );
  return exists(
    db
      .select({ id: approvalStep.id })
      .from(approvalStep)
      .where(and(eq(approvalStep.requestId, approvalRequest.id), or(...places))),
  );
}

/** As many requests as anybody looks through by pages, rather than one by one until enough of them are theirs. */
const few = 300;

/**
 * The permissions that steps ask for, each with how many do, up to `few`: who holds none that is asked for often is concerned
 * by requests that can be named, and all others need not be looked at to find a page of them.
 */
async function findAsked({ db }: ServiceContext): Promise<ReadonlyMap<string, number>> {
  const names = sql`unnest(${sql.param(Object.keys(permissions))}::text[])`;
  const { rows } = await db.execute<{ name: string; steps: number }>(sql`
    select asked.name, found.steps from ${names} asked(name) cross join lateral (
      select count(*)::int as steps from (
        select 1 from ${approvalStep} s where s.permission = asked.name limit ${few}
      ) first
    ) found where found.steps > 0`);
  return new Map(rows.map(({ name, steps }) => [name, steps]));
}

/** `isConcerned`, or made or decided it, for somebody whom few concern: by their ids. */
function isAmongFew({ db, actor }: ServiceContext, standings: readonly Standing[], held: readonly string[]): SQL {
  const memberIds = standings.map(({ memberId }) => memberId);
  const ids = [
    db.select({ id: approvalRequest.id }).from(approvalRequest).where(eq(approvalRequest.requesterId, actor.memberId)),
    db
      .select({ id: approvalEntry.requestId })
      .from(approvalEntry)
      .where(and(eq(approvalEntry.memberId, actor.memberId), inArray(approvalEntry.action, ["approved", "rejected"]))),
    db
      .select({ id: approvalStep.requestId })
      .from(approvalDecider)
      .innerJoin(
        approvalStep,
        and(eq(approvalStep.tenantId, approvalDecider.tenantId), eq(approvalStep.id, approvalDecider.stepId)),
      )
      .where(inArray(approvalDecider.memberId, memberIds)),
    db
      .select({ id: approvalStep.requestId })
      .from(approvalStep)
      .where(inArray(approvalStep.permission, [...held])),
  ];
  return sql`${approvalRequest.id} = any(array(${sql.join(ids, sql` union all `)}))`;
}

/** Whatever has to do with the caller, in the way that is found soonest. */
function concerns(ctx: ServiceContext, standings: readonly Standing[], asked: ReadonlyMap<string, number>): SQL {
  const places = standings.flatMap(({ permissions: all }) => [...all]);
  const held = [...new Set(places)].filter((permission) => asked.has(permission));
  const howMany = held.reduce((sum, permission) => sum + (asked.get(permission) ?? 0), 0);
  if (howMany < few) return isAmongFew(ctx, standings, held);
  const isMine = eq(approvalRequest.requesterId, ctx.actor.memberId);
  return sql`(${or(isMine, hasDecided(ctx), isConcerned(ctx, standings))})`;
}

function hasDecided({ db, actor }: ServiceContext): SQL {
  return exists(
    db
      .select({ id: approvalEntry.id })
      .from(approvalEntry)
      .where(
        and(
          eq(approvalEntry.requestId, approvalRequest.id),
          eq(approvalEntry.memberId, actor.memberId),
          inArray(approvalEntry.action, ["approved", "rejected"]),
        ),
      ),
  );
}

/** Those that concern the caller, or do so in the way that is asked for. */
export function whereRequests(
  ctx: ServiceContext,
  standings: readonly Standing[],
  { search, filter }: Pick<CountApprovalRequestsInput, "search" | "filter">,
  asked: ReadonlyMap<string, number>,
): SQL | undefined {
  const scopes = {
    // Said once more, where the planner sees that there is an index of what is pending.
    toDecide: and(sql`${approvalRequest.status} = 'pending'`, isToDecide(ctx, standings)),
    mine: eq(approvalRequest.requesterId, ctx.actor.memberId),
    decided: hasDecided(ctx),
  };
  return and(
    filter.scope ? scopes[filter.scope] : concerns(ctx, standings, asked),
    filter.status?.length ? inArray(approvalRequest.status, filter.status) : undefined,
    filter.address?.length ? inArray(approvalRequest.address, filter.address) : undefined,
    containsText(search, approvalRequest.title),
  );
}

/** In whose place the caller looks, and what they might be asked, in one flight. */
export const findPlace = (ctx: ServiceContext, { filter }: Pick<CountApprovalRequestsInput, "filter">) =>
  Promise.all([standingsOf(ctx), filter.scope ? nothingAsked : findAsked(ctx)]);

const nothingAsked: ReadonlyMap<string, number> = new Map();
