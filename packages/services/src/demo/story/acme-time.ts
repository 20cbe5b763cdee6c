import type { WeekStory } from "./story.ts";

/** The first weeks of those who move the history; one waits, one was sent back. */
export const acmeWeeks: readonly WeekStory[] = [
  {
    weeksAgo: 2,
    by: "member",
    lines: [
      { on: "MOVE/live", hours: [4, 5.5, 6, 5, 3], note: "Accounts A to M", unbilled: true },
      { on: "FAIR/stand", hours: [0, 0, 0, 1, 1.5], note: "Floor plans" },
    ],
    outcome: { by: "manager" },
  },
  {
    weeksAgo: 2,
    by: "casey",
    lines: [{ on: "MOVE/live", hours: [3, 4.5, 4, 6, 5], note: "Open deals", unbilled: true }],
    outcome: { by: "manager" },
  },
  {
    weeksAgo: 2,
    by: "admin",
    lines: [{ on: "MOVE/files", hours: [0, 2, 3.5, 1, 0], note: "Exports", unbilled: true }],
    outcome: { by: "owner" },
  },
  {
    weeksAgo: 1,
    by: "member",
    lines: [
      { on: "MOVE/live", hours: [4, 3, 0, 0, 0], note: "Accounts N to Z", unbilled: true },
      { on: "FAIR", hours: [0, 1.5, 3, 2.25, 4], note: "List of guests" },
    ],
    outcome: "submitted",
  },
  {
    weeksAgo: 1,
    by: "technician",
    lines: [
      { on: "FAIR/machine", hours: [3, 0, 4.5, 5, 2], from: "09:00", note: "Set up and tried out" },
      { hours: [4, 7, 3, 2, 0], note: "Service calls" },
    ],
    outcome: { by: "manager", rejected: "Please say which customers the service calls were for." },
  },
  {
    weeksAgo: 1,
    by: "admin",
    lines: [{ on: "MOVE/files", hours: [5, 6, 4.5, 3, 2], note: "The sales team's names, cleaned up", unbilled: true }],
  },
  {
    weeksAgo: 0,
    by: "admin",
    lines: [{ on: "MOVE/import", hours: [2, 4, 3.5, 5, 4], note: "A trial run", unbilled: true }],
  },
  { weeksAgo: 0, by: "member", lines: [{ on: "FAIR/guests", hours: [2, 0, 2.5, 1, 3], note: "Invitations" }] },
];
