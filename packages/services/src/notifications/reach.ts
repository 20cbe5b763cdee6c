import { fileAddresses } from "@steward/contracts/files/file";
import { notificationKinds } from "@steward/contracts/notification-kinds";
import {
  account,
  approvalDecider,
  approvalDelegation,
  approvalRequest,
  approvalStep,
  conversation,
  conversationMember,
  dataImport,
  deal,
  file,
  lead,
  notification,
  project,
  task,
  taskImport,
} from "@steward/db/schema";
import { type AnyColumn, and, eq, exists, inArray, isNull, ne, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ServiceContext } from "../kernel/index.ts";
import { isMine } from "../messaging-access/index.ts";
import { visibleProject } from "../projects-access/index.ts";

/** What decides who may see a record: whoever asks, and a handle to say it in SQL with. */
export type ReachContext = Pick<ServiceContext, "db"> & {
  readonly actor: Pick<ServiceContext["actor"], "memberId" | "impersonator" | "permissions">;
};

/**
 * Whether the record that a row of `notification` is about may be seen, as a condition on that row. What a permission
 * decides alone is decided before (`needs`); here is what depends on the record: that it is there, that one belongs to it.
 */
type Reach = (ctx: ReachContext) => SQL | undefined;

/**
 * Looked up for each row by its key. An `exists` may be turned into one look at all accounts of the organisation, which is
 * dear where a page of notifications is asked for.
 */
const found = (query: SQLWrapper): SQL => sql`(${query})`;
const yes = { yes: sql`true` };

const isThere =
  (table: typeof account | typeof deal | typeof lead): Reach =>
  ({ db }) =>
    found(
      db
        .select(yes)
        .from(table)
        .where(and(eq(table.id, notification.entityId), isNull(table.deletedAt))),
    );

const isImport: Reach = ({ db }) =>
  found(db.select(yes).from(dataImport).where(eq(dataImport.id, notification.entityId)));

/** What is said in a conversation is for those who are in it. */
const isIn = (ctx: ReachContext, conversationId: AnyColumn): SQL =>
  found(
    ctx.db
      .select(yes)
      .from(conversationMember)
      .innerJoin(conversation, isMine(ctx))
      .where(eq(conversationMember.conversationId, conversationId)),
  );

/** A task is there for whoever its project is there for. */
const isTaskThere = (ctx: ReachContext, taskId: AnyColumn): SQL =>
  found(
    ctx.db
      .select(yes)
      .from(task)
      .innerJoin(project, and(eq(project.tenantId, task.tenantId), eq(project.id, task.projectId)))
      .where(and(eq(task.id, taskId), isNull(task.deletedAt), visibleProject(ctx))),
  );

const isProjectThere = (ctx: ReachContext, projectId: AnyColumn): SQL =>
  found(
    ctx.db
      .select(yes)
      .from(project)
      .where(and(eq(project.id, projectId), visibleProject(ctx))),
  );

/** An import of tasks is there for whoever its project is there for. */
const isTaskImport: Reach = (ctx) =>
  found(
    ctx.db
      .select(yes)
      .from(taskImport)
      .where(and(eq(taskImport.id, notification.entityId), isProjectThere(ctx, taskImport.projectId))),
  );

/** A file is seen by whoever may see the record it hangs on. */
const isFile: Reach = (ctx) => {
  const readable = fileAddresses.filter((address) => ctx.actor.permissions.has(`${address}.read`));
  const hangs = and(
    inArray(file.address, readable),
    or(ne(file.address, "messaging.conversation"), isIn(ctx, file.entityId)),
    or(ne(file.address, "projects.project"), isProjectThere(ctx, file.entityId)),
    or(ne(file.address, "projects.task"), isTaskThere(ctx, file.entityId)),
  );
  return found(
    ctx.db
      .select(yes)
      .from(file)
      .where(and(eq(file.id, notification.entityId), isNull(file.deletedAt), or(isNull(file.address), hangs))),
  );
};

/** A request is seen by whoever made it, may decide it, or is to decide in somebody's place. */
const isRequest: Reach = ({ db, actor: { memberId, permissions } }) => {
  const named = db
    .select(yes)
    .from(approvalDecider)
    .where(and(eq(approvalDecider.stepId, approvalStep.id), eq(approvalDecider.memberId, memberId)));
  const steps = db
    .select(yes)
    .from(approvalStep)
    .where(
      and(
        eq(approvalStep.requestId, approvalRequest.id),
        or(inArray(approvalStep.permission, [...permissions]), exists(named)),
      ),
    );
  const places = db.select(yes).from(approvalDelegation).where(eq(approvalDelegation.delegateId, memberId));
  return found(
    db
      .select(yes)
      .from(approvalRequest)
      .where(
        and(
          eq(approvalRequest.id, notification.entityId),
          or(eq(approvalRequest.requesterId, memberId), exists(steps), exists(places)),
        ),
      ),
  );
};

/** By the kind of record a notification is about (`record` of its definition). A module adds its own here. */
const reaches: Readonly<Record<string, Reach>> = {
  "approvals.request": isRequest,
  "crm.account": isThere(account),
  "crm.deal": isThere(deal),
  "crm.lead": isThere(lead),
  "crm.import": isImport,
  "files.file": isFile,
  "messaging.conversation": (ctx) => isIn(ctx, notification.entityId),
  "org.member": () => undefined,
  "projects.import": isTaskImport,
  "projects.task": (ctx) => isTaskThere(ctx, notification.entityId),
};

/**
 * What of the notifications the actor may see now, as a condition on the rows: of kinds that are known and permitted, about
 * records that are there for them. Whoever loses their access loses these too, and has them again when it comes back.
 *
 * @param module only those of one module: `crm`
 */
export function withinReach(ctx: ReachContext, module?: string): SQL {
  const permitted = notificationKinds.filter(
    ({ name, needs }) => ctx.actor.permissions.has(needs) && (module === undefined || name.startsWith(`${module}.`)),
  );
  const byRecord = Map.groupBy(permitted, ({ record }) => record);
  const conditions = [...byRecord].map(([record, kinds]) => {
    const reach = reaches[record];
    if (!reach) throw new TypeError(`Nothing says who may see a notification about ${record}.`);
    const names = kinds.map(({ name }) => name);
    return and(inArray(notification.name, names), reach(ctx));
  });
  return or(...conditions) ?? sql`false`;
}
