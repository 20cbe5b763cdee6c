import { holidaySchema } from "@steward/contracts/org/business-calendar";
import type { z } from "zod";

export type Holiday = z.infer<typeof holidaySchema>;

const day = /^(\d{4}-\d{2}-\d{2})\s*[,;\t ]\s*(.+?)$/u;
const everyYear = /[\s,;]*\((?:yearly|every year)\)$/iu;

/**
 * Holidays of a list that was pasted: a line for each, an ISO date and a name, `(yearly)` behind what comes back every year.
 * @returns the lines that are none beside those that are
 */
export function holidaysIn(text: string): { holidays: Holiday[]; wrong: string[] } {
  const holidays: Holiday[] = [];
  const wrong: string[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const [, date, words = ""] = day.exec(line) ?? [];
    const named = { day: date, name: words.replace(everyYear, ""), isYearly: everyYear.test(words) };
    const { data } = holidaySchema.safeParse(named);
    if (data) holidays.push(data);
    else wrong.push(line);
  }
  return { holidays, wrong };
}
