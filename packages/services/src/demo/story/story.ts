import type { Permission } from "@steward/contracts";
import type { ActivityKind } from "@steward/contracts/crm/activity";
import type { BadgeColour } from "@steward/contracts/kernel/colour";
import type { Role } from "@steward/contracts/kernel/role";
import type { Priority } from "@steward/contracts/projects/task";

/** The members of a demo organisation, by the first part of their address (`owner@acme.test`). */
export type Person = "owner" | "admin" | "manager" | "member" | "technician" | "casey";

/** A point of the story: days before today (negative: ahead), and the organisation's wall clock. */
export type When = readonly [daysAgo: number, clock: string];

export interface PersonStory {
  readonly name: string;
  readonly role: Role;
  /** Where it is not `<person>@<slug>.test`: somebody who works for two organisations signs in once. */
  readonly email?: string;
}

export interface ContactStory {
  readonly key: string;
  readonly name: string;
  readonly jobTitle: string;
  readonly email: string;
  readonly phone?: string;
}

export interface SiteStory {
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly region?: string;
  readonly postcode: string;
}

export interface AccountStory {
  readonly key: string;
  readonly since: number;
  readonly by: Person;
  readonly name: string;
  readonly industry: string;
  readonly employees: number;
  /** Whole units of the organisation's currency. */
  readonly revenue: number;
  readonly founded: number;
  readonly phone: string;
  readonly about: string;
  readonly tags?: readonly string[];
  readonly sites: readonly SiteStory[];
  readonly contacts: readonly ContactStory[];
}

export interface DealStory {
  readonly key: string;
  readonly name: string;
  readonly account: string;
  readonly contact?: string;
  readonly product?: string;
  readonly by: Person;
  /** Whole units of the organisation's currency. */
  readonly amount: number;
  /** Stages in order, each with the days ago it was reached. */
  readonly path: readonly (readonly [stage: string, daysAgo: number])[];
  /** Days from today until the close that is hoped for; for closed deals, that was. */
  readonly closesIn?: number;
  readonly won?: number;
  readonly lost?: readonly [daysAgo: number, reason: string];
  readonly tags?: readonly string[];
}

export interface LeadStory {
  readonly key: string;
  readonly since: When;
  readonly by: Person;
  readonly name: string;
  readonly company: string;
  readonly jobTitle: string;
  readonly email: string;
  readonly phone?: string;
  readonly source: string;
  readonly amount: number;
  readonly about: string;
  readonly contacted?: number;
  readonly qualified?: number;
  readonly converted?: number;
  readonly disqualified?: readonly [daysAgo: number, reason: string];
  /** Somebody else's from then on, as the manager decides. */
  readonly handedTo?: readonly [person: Person, at: When];
  readonly tags?: readonly string[];
}

export interface ActivityStory {
  readonly kind: ActivityKind;
  readonly at: When;
  readonly by: Person;
  readonly subject: string;
  readonly body?: string;
  readonly minutes?: number;
  readonly account?: string;
  readonly contact?: string;
  readonly deal?: string;
  readonly lead?: string;
  /** Days from today it is due in; negative: overdue. */
  readonly dueIn?: number;
  readonly done?: number;
}

/** Something said: words, with `@person` and `#account` in them where somebody or a customer is meant. */
export interface LineStory {
  readonly at: When;
  readonly by: Person;
  readonly says: string;
  /** Names the line, for those that answer it. */
  readonly key?: string;
  /** The line whose thread it is said in. */
  readonly under?: string;
  readonly reactions?: Readonly<Record<string, readonly Person[]>>;
}

export interface ConversationStory {
  /** Left out for two people: then it is theirs alone. */
  readonly channel?: { readonly name: string; readonly topic: string; readonly isPublic: boolean };
  /** Whoever begins it first. */
  readonly people: readonly [Person, Person, ...Person[]];
  readonly lines: readonly LineStory[];
  /** Who has not read the last of it. */
  readonly unreadBy?: readonly Person[];
}

/** One thing to do. Days count from today, before it where they are negative. */
export interface ProjectTaskStory {
  readonly key: string;
  readonly title: string;
  readonly about?: string;
  readonly priority?: Priority;
  /** The first and the last. */
  readonly days: readonly [from: number, to: number];
  readonly hours: number;
  readonly to?: readonly Person[];
  /** What it waits for. */
  readonly after?: readonly string[];
  /** What it is a part of. */
  readonly under?: string;
  readonly cycle?: string;
  readonly checklist?: readonly string[];
  /** Columns in order, each with the days ago it was reached. */
  readonly path?: readonly (readonly [status: string, daysAgo: number])[];
  readonly says?: readonly { readonly at: When; readonly by: Person; readonly text: string }[];
}

export interface ProjectStory {
  /** What its tasks' keys begin with. */
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly since: When;
  readonly by: Person;
  readonly account?: string;
  readonly isPrivate?: boolean;
  /** Nobody works in it: others begin as a copy of it. */
  readonly isTemplate?: boolean;
  /** Who works in it beside whoever began it. */
  readonly people: readonly Person[];
  readonly starts: number;
  readonly ends: number;
  readonly hours: number;
  /** What it is sold for, and what an hour of it is, in whole units of the organisation's currency. */
  readonly budget?: number;
  readonly rate?: number;
  readonly cycles?: readonly {
    readonly key: string;
    readonly name: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly tasks: readonly ProjectTaskStory[];
}

/** What somebody spent hours of a week on: a project, one of its tasks (`STC/north`), or neither. */
export interface TimeLineStory {
  readonly on?: string;
  /** From Monday on. */
  readonly hours: readonly number[];
  readonly note?: string;
  /** Time on a project is billed, unless it says so. */
  readonly unbilled?: boolean;
  /** The clock it began at each day; left out, it is a length alone. */
  readonly from?: string;
}

/** A week of somebody's, and what has become of it. Left out: it has not been submitted. */
export interface WeekStory {
  /** None: the week that it is, as far as it has gone. */
  readonly weeksAgo: number;
  readonly by: Person;
  readonly lines: readonly TimeLineStory[];
  readonly outcome?: "submitted" | { readonly by: Person; readonly rejected?: string; readonly isLocked?: boolean };
}

/** Who decides in whose place, and when, in days from today. */
export interface DelegationStory {
  readonly by: Person;
  readonly to: Person;
  readonly from: number;
  readonly until: number;
}

export interface ProductStory {
  readonly key: string;
  readonly name: string;
  readonly sku: string;
  readonly family: string;
  readonly price: number;
  readonly about: string;
}

export interface ViewStory {
  readonly address: string;
  readonly name: string;
  readonly by: Person;
  readonly shared: boolean;
  /** `people` answers with the id under which a person owns records. */
  readonly state: (people: (person: Person) => string) => Record<string, unknown>;
}

export interface DivisionStory {
  readonly name: string;
  /** The division above it. */
  readonly within?: string;
  readonly people: readonly Person[];
}

export interface InvitationStory {
  readonly email: string;
  readonly role: Role;
  readonly daysAgo: number;
  /** Days from today until its link ends; negative: that has ended. */
  readonly expiresIn: number;
}

/** What an administrator has set up. */
export interface OrganisationStory {
  readonly divisions: readonly DivisionStory[];
  /** What `like` may, and `also`. */
  readonly role: {
    readonly name: string;
    readonly description: string;
    readonly like: Role;
    readonly also: readonly Permission[];
    readonly holder: Person;
  };
  readonly invitations: readonly InvitationStory[];
  readonly apiKey: {
    readonly name: string;
    readonly scopes: readonly Permission[];
    readonly daysAgo: number;
    readonly expiresInDays: number;
  };
}

/** One organisation, as it stands on the day somebody opens the demo. */
export interface Story {
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly country: string;
  /** Days ago the organisation began to work with Steward. */
  readonly since: number;
  readonly people: Readonly<Record<Person, PersonStory>>;
  readonly tags: Readonly<Record<string, BadgeColour>>;
  readonly products: readonly ProductStory[];
  readonly accounts: readonly AccountStory[];
  readonly deals: readonly DealStory[];
  readonly leads: readonly LeadStory[];
  readonly activities: readonly ActivityStory[];
  readonly views: readonly ViewStory[];
  /** Nothing yet where somebody has just moved in. */
  readonly organisation?: OrganisationStory;
  readonly conversations?: readonly ConversationStory[];
  readonly projects?: readonly ProjectStory[];
  readonly weeks?: readonly WeekStory[];
  readonly delegations?: readonly DelegationStory[];
}
