import type { DelegationStory, WeekStory } from "./story.ts";

/**
 * Weeks in every state: most are approved and the oldest paid, one waits, one was sent back, one was forgotten, and the
 * week that it is goes on. The member's own is theirs to fill in.
 */
export const globexWeeks: readonly WeekStory[] = [
  {
    weeksAgo: 3,
    by: "technician",
    lines: [
      { on: "STC/survey", hours: [8, 7.5, 6, 0, 0], from: "08:00", note: "North and south house, with the caretaker" },
      { hours: [0, 0, 1.5, 0, 0], note: "Van to the garage" },
      { on: "STC", hours: [0, 0, 0, 7, 5.5], note: "Way for the crane" },
    ],
    outcome: { by: "manager", isLocked: true },
  },
  {
    weeksAgo: 3,
    by: "casey",
    lines: [
      { on: "STC/loads", hours: [0, 6, 7.25, 6.5, 4], note: "Rooms 1 to 40" },
      { hours: [3, 1.5, 0, 1, 2.5], note: "Maintenance contracts" },
    ],
    outcome: { by: "manager", isLocked: true },
  },
  {
    weeksAgo: 2,
    by: "technician",
    lines: [
      { on: "STC/order", hours: [0, 3, 0, 0, 0], note: "Dimensions for the order" },
      { on: "STC/drain", hours: [7.5, 4.5, 8, 7.5, 6], from: "07:45" },
      { hours: [0, 0, 0, 0, 1.5], note: "Safety training", unbilled: true },
    ],
    outcome: { by: "manager" },
  },
  {
    weeksAgo: 2,
    by: "member",
    lines: [
      { on: "STC/order", hours: [4, 3.5, 2, 0, 0], note: "Three offers compared" },
      { on: "STC", hours: [1, 0, 0.5, 1, 0], note: "Travel to site", unbilled: true },
      { hours: [2.5, 4, 5, 6.5, 7], note: "Sales" },
    ],
    outcome: { by: "manager" },
  },
  {
    weeksAgo: 2,
    by: "casey",
    lines: [
      { on: "STC/loads", hours: [6, 5.5, 0, 0, 0], note: "Rooms 41 to 58, and the chapel" },
      { on: "STC/wiring", hours: [0, 0, 4, 6.25, 6], note: "Drawings for the controls" },
      { hours: [1.5, 2, 3.5, 1, 1], note: "Maintenance contracts" },
    ],
    outcome: { by: "manager" },
  },
  {
    weeksAgo: 2,
    by: "manager",
    lines: [
      { on: "STC", hours: [1.5, 1, 2, 1.5, 1], note: "Site meeting and minutes" },
      { on: "MOVE", hours: [0, 2, 0, 0, 1], note: "Looked at two sites", unbilled: true },
    ],
    outcome: { by: "owner" },
  },
  {
    weeksAgo: 1,
    by: "technician",
    lines: [
      { on: "STC/north", hours: [8, 8.25, 7.75, 8, 0], from: "07:30", note: "Frames, pipework to the buffer tank" },
      { on: "STC/drain", hours: [0, 0, 0, 0, 6.5], note: "Second flush; water is clear" },
    ],
    outcome: "submitted",
  },
  {
    weeksAgo: 1,
    by: "casey",
    lines: [
      { on: "STC/wiring", hours: [6, 7, 14.5, 6.25, 5], note: "Controller and sensors" },
      { hours: [1.5, 0.75, 0, 1, 2], note: "Maintenance contracts" },
    ],
    outcome: { by: "manager", rejected: "14:30 on Wednesday on the wiring: is that two people's time?" },
  },
  {
    weeksAgo: 1,
    by: "manager",
    lines: [
      { on: "STC", hours: [1, 2.25, 0, 1.5, 1], note: "Crane, permit, neighbours" },
      { on: "MOVE/lease", hours: [0, 0, 2, 0, 0], note: "With the agent", unbilled: true },
    ],
  },
  {
    weeksAgo: 1,
    by: "owner",
    lines: [{ on: "MOVE/lease", hours: [2, 0, 3.5, 0, 1], note: "Terms and a way out", unbilled: true }],
    outcome: "submitted",
  },
  {
    weeksAgo: 0,
    by: "technician",
    lines: [{ on: "STC/north", hours: [8, 7.5, 8, 8.25, 6], from: "07:30", note: "Pump on its frame" }],
  },
  {
    weeksAgo: 0,
    by: "casey",
    lines: [
      { on: "STC/wiring", hours: [5, 6.5, 7, 4, 3], note: "Outdoor sensor, test run" },
      { hours: [2, 1, 0.5, 3, 2], note: "Maintenance contracts" },
    ],
  },
  { weeksAgo: 0, by: "manager", lines: [{ on: "STC", hours: [1.5, 1, 0, 1, 0.5], note: "Site meeting" }] },
];

export const globexDelegations: readonly DelegationStory[] = [{ by: "manager", to: "admin", from: 12, until: 19 }];
