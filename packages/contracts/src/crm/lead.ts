export const leadStatuses = ["new", "contacted", "qualified", "converted", "disqualified"] as const;
export type LeadStatus = (typeof leadStatuses)[number];
