/**
 * Days as whole numbers, counted from 1970-01-01 as zero: what can be added, compared and looked up in arrays. ISO dates
 * are for people and for the database.
 */

const msPerDay = 86_400_000;

/** Days outside of this range are a slip of the keyboard, not a plan. */
export const firstDay = "1900-01-01";
export const lastDay = "2199-12-31";

/** @throws RangeError unless the text is an ISO date (`2026-03-31`) that exists, between 1900 and 2199. */
export function dayNumber(day: string): number {
  const number = Date.parse(`${day}T00:00:00Z`) / msPerDay;
  // Date.parse reads 2026-02-30 as 2 March.
  if (!Number.isInteger(number) || isoDay(number) !== day) throw new RangeError(`${day} is not a day`);
  return number;
}

/** @throws RangeError outside of 1900 to 2199. */
export function isoDay(number: number): string {
  return new Date(known(number) * msPerDay).toISOString().slice(0, 10);
}

const firstNumber = Date.parse(firstDay) / msPerDay;
const lastNumber = Date.parse(lastDay) / msPerDay;

/** The number itself. @throws RangeError outside of 1900 to 2199, where a search for a day ends. */
export function known(number: number): number {
  if (number >= firstNumber && number <= lastNumber) return number;
  throw new RangeError(`Day ${number} is not between ${firstDay} and ${lastDay}`);
}

/** Monday is 0, so that it can index a list of a week's days. 1970-01-01 was a Thursday. */
export function weekdayIndex(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}
