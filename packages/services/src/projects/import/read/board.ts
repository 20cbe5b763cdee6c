import { AppError } from "@steward/contracts";
import { dayIn } from "@steward/contracts/kernel/day";
import type { TaskImportNotice, TaskImportReason } from "@steward/contracts/projects/import";
import { z } from "zod";
import { described } from "./described.ts";
import { blankTask, type IncomingComment, type IncomingItem, type IncomingTask } from "./incoming-task.ts";

const id = z.string().max(100);
const text = z.string().catch("");
const instant = z.iso.datetime({ offset: true }).nullable().catch(null);
const position = z.number().catch(0);

/** What is read of a board that Trello exported as JSON; everything else in it is passed over. */
const boardSchema = z.object({
  lists: z.array(z.object({ id, name: text, closed: z.boolean().catch(false), pos: position })),
  cards: z.array(
    z.object({
      id,
      shortLink: z.string().max(100).optional().catch(undefined),
      name: text,
      desc: text,
      idList: id.catch(""),
      idMembers: z.array(id).catch([]),
      labels: z.array(z.object({ name: text, color: z.string().nullable().catch(null) })).catch([]),
      due: instant,
      dueComplete: z.boolean().catch(false),
      start: instant,
      closed: z.boolean().catch(false),
      isTemplate: z.boolean().catch(false),
      pos: position,
      attachments: z.array(z.object({ name: text, url: text })).catch([]),
      customFieldItems: z
        .array(
          z.object({
            idCustomField: id,
            idValue: id.nullable().catch(null),
            value: z.record(z.string(), z.unknown()).nullable().catch(null),
          }),
        )
        .catch([]),
    }),
  ),
  checklists: z
    .array(
      z.object({
        idCard: id,
        name: text,
        pos: position,
        checkItems: z
          .array(
            z.object({ name: text, state: text, pos: position, due: instant, idMember: id.nullable().catch(null) }),
          )
          .catch([]),
      }),
    )
    .catch([]),
  customFields: z
    .array(
      z.object({
        id,
        name: text,
        options: z.array(z.object({ id, value: z.object({ text }).catch({ text: "" }) })).catch([]),
      }),
    )
    .catch([]),
  members: z.array(z.object({ id, fullName: text, username: text })).catch([]),
  actions: z
    .array(
      z.object({
        type: text,
        date: instant,
        memberCreator: z.object({ fullName: text }).optional().catch(undefined),
        data: z
          .object({ text: z.string().optional().catch(undefined), card: z.object({ id }).optional().catch(undefined) })
          .catch({}),
      }),
    )
    .catch([]),
});
type Board = z.output<typeof boardSchema>;
type Card = Board["cards"][number];

/** An export holds the latest so many things that happened on a board, and comments are among them. */
const exportedActions = 1_000;

export interface ReadBoard {
  tasks: IncomingTask[];
  notices: TaskImportNotice[];
}

/**
 * A board of Trello's as tasks: lists are statuses, cards come in the order in which they stand on it.
 *
 * @param timeZone the organisation's: Trello writes instants where we keep days
 * Throws INVALID `task_import.file_not_a_board`.
 */
export function readBoard(json: string, timeZone: string): ReadBoard {
  const board = boardSchema.safeParse(parsed(json));
  if (!board.success) throw new AppError("INVALID", "task_import.file_not_a_board" satisfies TaskImportReason);
  const { lists, cards, actions } = board.data;
  const order = new Map(lists.toSorted((a, b) => a.pos - b.pos).map((list, index) => [list.id, { ...list, index }]));
  const placed = cards
    .filter((card) => !card.isTemplate)
    .toSorted((a, b) => (order.get(a.idList)?.index ?? 0) - (order.get(b.idList)?.index ?? 0) || a.pos - b.pos);
  const people = new Map(board.data.members.map(({ id: key, fullName, username }) => [key, fullName || username]));
  const items = itemsByCard(board.data, people, timeZone);
  const comments = commentsByCard(board.data, timeZone);
  const answers = answersOf(board.data);
  const tasks = placed.map((card) => {
    const list = order.get(card.idList);
    const day = (at: string | null) => (at === null ? null : dayIn(timeZone, new Date(at)));
    return {
      ...taskOf(card),
      status: list?.name.trim() ?? "",
      isArchived: card.closed || list?.closed === true,
      assignees: card.idMembers.flatMap((member) => people.get(member) ?? []),
      startOn: day(card.start),
      dueOn: day(card.due),
      own: answers(card),
      checklist: items.get(card.id) ?? [],
      comments: comments.get(card.id) ?? [],
    };
  });
  const attachments = placed.reduce((sum, card) => sum + card.attachments.length, 0);
  const notices: TaskImportNotice[] = [];
  if (actions.length >= exportedActions) notices.push({ code: "commentsCut", count: actions.length });
  if (attachments > 0) notices.push({ code: "attachmentsLinked", count: attachments });
  return { tasks, notices };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function taskOf(card: Card): IncomingTask {
  const task = blankTask(card.id);
  task.title = card.name.replace(/\s+/g, " ").trim();
  if (task.title === "") task.failures.push("The card has no name");
  task.description = described(card.desc.trim(), [
    ...(card.dueComplete ? ["Marked complete"] : []),
    ...card.attachments.map(({ name, url }) => (name === "" || name === url ? `File: ${url}` : `File: ${name} ${url}`)),
  ]);
  if (card.shortLink !== undefined) task.otherRefs.push(card.shortLink);
  // A label without a name is told apart by its colour alone.
  task.labels = card.labels.flatMap(({ name, color }) => name.trim() || color?.replaceAll("_", " ") || []);
  return task;
}

/** A task has one list to tick off: of a card with several, each line says which one it was of. */
function itemsByCard(
  { checklists }: Board,
  people: ReadonlyMap<string, string>,
  timeZone: string,
): Map<string, IncomingItem[]> {
  const items = new Map<string, IncomingItem[]>();
  const byCard = Map.groupBy(
    checklists.toSorted((a, b) => a.pos - b.pos),
    ({ idCard }) => idCard,
  );
  for (const [idCard, lists] of byCard) {
    const lines = lists.flatMap(({ name: list, checkItems }) =>
      checkItems
        .toSorted((a, b) => a.pos - b.pos)
        .flatMap(({ name, state, due, idMember }) => {
          if (name.trim() === "") return [];
          const said = [due && dayIn(timeZone, new Date(due)), idMember && people.get(idMember)].filter(Boolean);
          const about = said.length > 0 ? ` (${said.join(", ")})` : "";
          const head = lists.length > 1 && list.trim() !== "" ? `${list.trim()}: ` : "";
          return [{ text: `${head}${name.trim()}${about}`, isDone: state === "complete" }];
        }),
    );
    items.set(idCard, lines);
  }
  return items;
}

/** What a card answers to the fields that its board asks besides: `{ "number": "5" }`, or the id of an option. */
function answersOf({ customFields }: Board): (card: Card) => IncomingTask["own"] {
  const fields = new Map(customFields.map((field) => [field.id, field]));
  return ({ customFieldItems }) =>
    customFieldItems.flatMap(({ idCustomField, idValue, value }) => {
      const field = fields.get(idCustomField);
      const chosen = field?.options.find((option) => option.id === idValue)?.value.text;
      const said = chosen ?? Object.values(value ?? {}).find((each) => typeof each === "string" && each !== "");
      return field && field.name.trim() !== "" && typeof said === "string"
        ? [{ name: field.name.trim(), value: said }]
        : [];
    });
}

function commentsByCard({ actions }: Board, timeZone: string): Map<string, IncomingComment[]> {
  const comments = new Map<string, IncomingComment[]>();
  // The latest stands first.
  for (const { type, date, memberCreator, data } of actions.toReversed()) {
    if (type !== "commentCard" || !data.card || !data.text?.trim()) continue;
    const comment = {
      author: memberCreator?.fullName ?? "",
      writtenOn: date === null ? null : dayIn(timeZone, new Date(date)),
      text: data.text.trim(),
    };
    comments.set(data.card.id, [...(comments.get(data.card.id) ?? []), comment]);
  }
  return comments;
}
