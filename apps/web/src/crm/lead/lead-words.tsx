"use client";

import type { LeadStatus } from "@steward/contracts/crm/lead";
import { StatusBadge, type Tone } from "@steward/ui";
import { leadStatusLabels } from "./lead-labels.ts";

const tones: Record<LeadStatus, Tone> = {
  new: "info",
  contacted: "progress",
  qualified: "warning",
  converted: "success",
  disqualified: "neutral",
};

export function LeadStatusBadge({ status }: { status: LeadStatus }) {
  return <StatusBadge tone={tones[status]}>{leadStatusLabels[status]}</StatusBadge>;
}

/** What a lead is called: the person, else the company, else the address. */
export function leadTitle(lead: { name: string; company: string | null; email: string | null }): string {
  return lead.name || lead.company || lead.email || "Lead without a name";
}
