import { type Permission, type PermissionDefinition, permissions } from "@steward/contracts";
import { roleLabels } from "@steward/contracts/kernel/role";
import type { RouterOutputs } from "../trpc/client.tsx";

export type Explanation = RouterOutputs["org"]["access"]["explain"];

/** The answer as a person says it: the verdict, the rule behind it, and what else holds. */
export interface ExplanationWords {
  verdict: string;
  because: string;
  besides: string[];
}

/** Why a member may do something, or may not, in sentences. */
export function explanationWords(explanation: Explanation): ExplanationWords {
  const { member, apiKey, procedure, allowed } = explanation;
  const who = apiKey ? `A program with the key “${apiKey.name}” of ${member.name}` : member.name;
  return {
    verdict: `${who} ${allowed ? "may" : "may not"} call ${procedure}.`,
    because: ruleInWords(explanation),
    besides: allowed ? [...rowsInWords(explanation), ...secondFactorInWords(explanation)] : [],
  };
}

function ruleInWords({ rule, member, apiKey, permission, description }: Explanation): string {
  const thing = `“${description}” (${permission})`;
  switch (rule.kind) {
    case "everyMember":
      return `Every member may: ${thing} belongs to every role.`;
    case "role":
      return `Their role ${roleLabels[rule.role]} includes ${thing}.`;
    case "customRole":
      return `Their role ${rule.name}, one of the organisation's own, includes ${thing}.`;
    case "keyScope":
      return `Their role ${member.customRole?.name ?? roleLabels[member.role]} includes ${thing}, and so does the key ${apiKey?.name ?? ""}.`;
    case "roleLacks":
      return `Their role ${roleLabels[rule.role]} does not include ${thing}.`;
    case "customRoleLacks":
      return `Their role ${rule.name}, one of the organisation's own, does not include ${thing}.`;
    case "keyLacks":
      return `The key ${apiKey?.name ?? ""} does not include ${thing}, whatever the role.`;
    case "memberRemoved":
      return "They no longer belong to the organisation.";
    case "memberDisabled":
      return "Their access to the organisation is switched off.";
    case "tenantSuspended":
      return "The organisation is suspended.";
    case "tenantBeingRemoved":
      return "The organisation is being removed.";
    case "secondFactorRequired":
      return "The organisation asks for two-step sign-in, and they signed in without.";
  }
}

const reaches = {
  own: "They reach their own records only.",
  ownOrShared: "They reach their own records, and those that others share.",
} as const;

function rowsInWords({ rows }: Explanation): string[] {
  if (!rows) return [];
  const { allWith } = rows;
  if (!allWith) return [reaches[rows.reach]];
  const all: PermissionDefinition | undefined = permissions[allWith as Permission];
  return [`${reaches[rows.reach]} Everybody's need “${all?.description ?? allWith}” (${allWith}).`];
}

function secondFactorInWords({ secondFactor }: Explanation): string[] {
  return secondFactor ? ["They must have signed in in two steps: the organisation requires it."] : [];
}
