import { csvByteOrderMark, csvLine } from "@steward/contracts/kernel/csv";
import { plainTextOf } from "@steward/contracts/kernel/rich-text";
import type { ExportTasksInput } from "@steward/contracts/projects/task";
import { task } from "@steward/db/schema";
import { inArray } from "drizzle-orm";
import type { ExportChunk } from "../../crm/index.ts";
import type { ServiceContext } from "../../kernel/index.ts";
import { listTasks } from "./list.ts";

const header = [
  "Key",
  "Title",
  "Project",
  "Status",
  "Priority",
  "Assignees",
  "Labels",
  "Parent",
  "Milestone",
  "Cycle",
  "Reporter",
  "Estimate (minutes)",
  "Start",
  "Due",
  "Closed",
  "Description",
  "Created",
];

/** The tasks a search and filter find, as CSV that spreadsheets open safely. */
export async function exportTasks(ctx: ServiceContext, input: ExportTasksInput): Promise<ExportChunk> {
  const page = await listTasks(ctx, input);
  const ids = page.items.map((item) => item.id);
  const texts = await ctx.db.select({ id: task.id, text: task.description }).from(task).where(inArray(task.id, ids));
  const textOf = new Map(texts.map(({ id, text }) => [id, text && plainTextOf(text)]));
  const names = (of: readonly { name: string }[]) => of.map(({ name }) => name).join("; ");
  const lines = page.items.map((item) =>
    csvLine([
      item.key,
      item.title,
      item.project.name,
      item.status.name,
      item.priority,
      names(item.assignees),
      names(item.labels),
      item.parent?.key,
      item.milestone?.name,
      item.cycle?.name,
      item.reporter.name,
      item.estimateMinutes,
      item.startOn,
      item.dueOn,
      item.closedAt,
      textOf.get(item.id),
      item.createdAt,
    ]),
  );
  const start = input.cursor ? "" : csvByteOrderMark + csvLine(header);
  return { text: start + lines.join(""), rowCount: page.items.length, nextCursor: page.nextCursor };
}
