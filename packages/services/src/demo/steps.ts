import type { ServiceContext } from "../kernel/index.ts";
import type { StoryCalendar } from "./calendar.ts";
import type { Person, Story, When } from "./story/story.ts";

/** Ids of what the story has made so far, by kind and key. */
export interface Made {
  readonly accounts: Map<string, string>;
  readonly contacts: Map<string, string>;
  readonly deals: Map<string, string>;
  readonly leads: Map<string, string>;
  readonly products: Map<string, string>;
  readonly divisions: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly stages: Map<string, string>;
  readonly projects: Map<string, string>;
  /** By the keys of their project and their own: `STC/north`. */
  readonly tasks: Map<string, string>;
  readonly salespeople: Map<Person, string>;
}

/** What a step works with: the acting member's context, dated back, and what was made before. */
export interface Scene {
  readonly ctx: ServiceContext;
  readonly story: Story;
  readonly calendar: StoryCalendar;
  readonly made: Made;
  /** The id somebody of the cast is a member by. */
  memberOf(person: Person): string;
}

/** One event: somebody does something at some time. */
export interface Step {
  /** Unique in the story; the ids of what it makes follow from it. */
  readonly name: string;
  readonly at: When;
  readonly by: Person;
  act(scene: Scene): Promise<void>;
}

/** What a key stands for. Throws where the story names something it has not made yet: a mistake in the story. */
export function lookUp<Key>(known: ReadonlyMap<Key, string>, key: Key): string {
  const id = known.get(key);
  if (id === undefined) throw new Error(`The demo's story speaks of ${String(key)} before it is there.`);
  return id;
}

export function lookUpAll<Key>(known: ReadonlyMap<Key, string>, keys: readonly Key[] = []): string[] {
  return keys.map((key) => lookUp(known, key));
}

/** `{ accountId: … }` where the story names one, nothing where it does not. */
export function reference<Member extends string>(
  member: Member,
  known: ReadonlyMap<string, string>,
  key: string | undefined,
): { [Name in Member]?: string } {
  return key === undefined ? {} : ({ [member]: lookUp(known, key) } as { [Name in Member]: string });
}

/** Whole units of a currency with two decimals, as the demo's are, in minor units. */
export function minorUnits(amount: number): number {
  return amount * 100;
}
