export const importKinds = ["account", "contact", "deal", "product", "salesperson"] as const;

export const importStatuses = ["staged", "queued", "running", "completed", "failed", "undone"] as const;

export const importRowStatuses = ["staged", "created", "updated", "unchanged", "skipped", "failed"] as const;
export type ImportKind = (typeof importKinds)[number];
export type ImportStatus = (typeof importStatuses)[number];
export type ImportRowStatus = (typeof importRowStatuses)[number];
