import { plainTextOf, type RichText } from "@steward/contracts/kernel/rich-text";
import { uuidv7 } from "@steward/db";
import { taskText } from "@steward/db/schema";
import { and, desc, eq } from "drizzle-orm";
import type { ServiceContext } from "../../kernel/index.ts";
import type { TaskRecord } from "../../projects-access/index.ts";

/** As much of a text as a line of the history shows. */
const maxExcerpt = 200;

/** How a text begins, as words; null where it says nothing. */
export function excerptOf(content: RichText | null): string | null {
  const characters = [...(content ? plainTextOf(content).replaceAll(/\s+/g, " ").trim() : "")];
  const start = characters.slice(0, maxExcerpt).join("");
  return start === "" ? null : characters.length > maxExcerpt ? `${start}…` : start;
}

/** Keeps what a description said before it is changed, while the task's row is held. @returns the id of the text */
export async function keepText(
  { db }: ServiceContext,
  { id: taskId, version, description }: Pick<TaskRecord, "id" | "version" | "description">,
): Promise<string> {
  const id = uuidv7();
  await db.insert(taskText).values({ id, taskId, version, content: description, excerpt: excerptOf(description) });
  return id;
}

/** A description before a change. */
export interface FormerText {
  readonly from: string | null;
  /** What was written in its place. */
  readonly to: string | null;
  /** What was written then still stands. */
  readonly isLatest: boolean;
}

/** How a task's former descriptions began and how what followed did, by their ids: the latest hundred. */
export async function readTexts(
  { db }: Pick<ServiceContext, "db">,
  taskId: string,
): Promise<(now: RichText | null) => Map<string, FormerText>> {
  const rows = await db
    .select({ id: taskText.id, excerpt: taskText.excerpt })
    .from(taskText)
    .where(eq(taskText.taskId, taskId))
    .orderBy(desc(taskText.version))
    .limit(100);
  return (now) =>
    new Map(
      rows.map(({ id, excerpt }, index) => {
        const next = rows[index - 1];
        return [id, { from: excerpt, to: next ? next.excerpt : excerptOf(now), isLatest: !next }];
      }),
    );
}

/** What a description said once; undefined where that is not kept. */
export async function findText(
  { db }: Pick<ServiceContext, "db">,
  taskId: string,
  id: string,
): Promise<{ content: RichText | null } | undefined> {
  const [row] = await db
    .select({ content: taskText.content })
    .from(taskText)
    .where(and(eq(taskText.id, id), eq(taskText.taskId, taskId)));
  return row;
}
