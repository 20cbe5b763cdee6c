import { addDays } from "@steward/contracts/kernel/day";
import { clockText, type TimesheetStatus } from "@steward/contracts/time/timesheet";
import type { ServiceContext } from "../kernel/index.ts";
import { openSheet, type Sheet } from "../pdf/index.ts";
import { getTimesheet } from "./timesheet-queries.ts";

/** A week of one person as it is printed. */
export interface PrintedTimesheet {
  member: { name: string };
  /** Its Monday. */
  weekOn: string;
  status: TimesheetStatus;
  minutes: number;
  billableMinutes: number;
  submittedAt: Date | null;
  decidedAt: Date | null;
  decidedBy: { name: string } | null;
  note: string | null;
  /** What was worked on, and how long on each of the seven days. */
  lines: readonly PrintedLine[];
  /** Of each day, Monday first. */
  days: readonly number[];
}

interface PrintedLine {
  project: { name: string } | null;
  task: { key: string; title: string } | null;
  /** What it was spent on is not for whoever prints it. */
  isHidden: boolean;
  minutes: readonly number[];
}

const statusWords: Readonly<Record<TimesheetStatus, string>> = {
  draft: "Draft",
  submitted: "Waits for approval",
  approved: "Approved",
  rejected: "Rejected",
  locked: "Approved and locked",
};

const dayWidth = 38;
const totalWidth = 46;
const grey = "#5b6470";

/** `1:05` */
const sum = (minutes: readonly number[]) => minutes.reduce((total, each) => total + each, 0);

/** A file in an answer. */
export interface PdfFile {
  fileName: string;
  base64: string;
}

/** One week that the caller may see, to print and to file. Throws NOT_FOUND. */
export async function getTimesheetPdf(ctx: ServiceContext, id: string): Promise<PdfFile> {
  const timesheet = await getTimesheet(ctx, id);
  const pdf = await printTimesheet(timesheet, ctx.tenant);
  return { fileName: `timesheet-${timesheet.weekOn}.pdf`, base64: pdf.toString("base64") };
}

/**
 * A timesheet as a document to print and to file (PDF): who, which week, how long on what and on which day, and what was
 * decided. Times are hours and minutes.
 *
 * @param place the organisation: its name, and how and where it writes days
 */
export async function printTimesheet(
  timesheet: PrintedTimesheet,
  place: { name: string; locale: string; timeZone: string },
): Promise<Buffer> {
  const { member, weekOn } = timesheet;
  const sheet = await openSheet({ title: `Timesheet ${member.name} ${weekOn}`, author: place.name });
  const day = (iso: string) =>
    new Intl.DateTimeFormat(place.locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${iso}T00:00:00Z`));
  const at = (instant: Date) =>
    new Intl.DateTimeFormat(place.locale, { dateStyle: "medium", timeStyle: "short", timeZone: place.timeZone }).format(
      instant,
    );
  const whole = { x: sheet.left, width: sheet.width };
  sheet.line([{ ...whole, text: place.name, colour: grey }]);
  sheet.line([{ ...whole, text: `Timesheet of ${member.name}`, size: 18, weight: "bold" }]);
  sheet.line([{ ...whole, text: `${day(weekOn)} – ${day(addDays(weekOn, 6))}`, size: 11 }]);
  sheet.space(8);
  for (const text of factsOf(timesheet, at)) sheet.line([{ ...whole, text, colour: grey }]);
  sheet.space(10);
  printTable(sheet, timesheet, place.locale);
  return sheet.finish();
}

function factsOf({ status, submittedAt, decidedAt, decidedBy, note }: PrintedTimesheet, at: (instant: Date) => string) {
  const facts = [statusWords[status]];
  if (submittedAt) facts.push(`Submitted ${at(submittedAt)}`);
  if (decidedAt) facts.push(`Decided ${at(decidedAt)}${decidedBy ? ` by ${decidedBy.name}` : ""}`);
  if (note) facts.push(`Note: ${note.replace(/\s+/g, " ")}`);
  return facts;
}

function printTable(sheet: Sheet, timesheet: PrintedTimesheet, locale: string): void {
  const { weekOn, lines, days, minutes, billableMinutes } = timesheet;
  const nameWidth = sheet.width - 7 * dayWidth - totalWidth;
  const weekday = new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", timeZone: "UTC" });
  const heads = days.map((_, index) => weekday.format(new Date(`${addDays(weekOn, index)}T00:00:00Z`)));
  const row = (name: string, cells: readonly string[], weight: "regular" | "bold" = "regular") => {
    const right = { weight, align: "right" } as const;
    sheet.line([
      { x: sheet.left, width: nameWidth - 8, text: name, weight },
      ...cells.map((text, index) => ({
        ...right,
        text,
        x: sheet.left + nameWidth + index * dayWidth,
        width: index < 7 ? dayWidth - 4 : totalWidth,
      })),
    ]);
  };
  row("", [...heads, "Total"], "bold");
  sheet.rule();
  for (const line of lines) {
    row(nameOf(line), [...line.minutes.map((each) => (each > 0 ? clockText(each) : "")), clockText(sum(line.minutes))]);
  }
  sheet.rule();
  row("Total", [...days.map(clockText), clockText(minutes)], "bold");
  row("Billable", ["", "", "", "", "", "", "", clockText(billableMinutes)]);
}

function nameOf({ project, task, isHidden }: PrintedLine): string {
  if (isHidden) return "Other work";
  if (task) return `${task.key} ${task.title}${project ? ` · ${project.name}` : ""}`;
  return project?.name ?? "Without a project";
}
