export const activityKinds = ["call", "email", "meeting", "note", "task"] as const;
export type ActivityKind = (typeof activityKinds)[number];
