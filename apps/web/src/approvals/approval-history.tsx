"use client";

import { Timeline } from "@steward/ui";
import type { RouterOutputs } from "../trpc/client.tsx";
import { actionWords } from "./approval-words.ts";

type HistoryItem = RouterOutputs["approvals"]["request"]["byId"]["history"][number];

interface ApprovalHistoryProps {
  items: readonly HistoryItem[];
  /** Not where there is one step only: its name says what was asked for once more. */
  namesSteps?: boolean;
}

/** Who asked, decided and reopened, newest first, and in whose place. */
export function ApprovalHistory({ items, namesSteps = false }: ApprovalHistoryProps) {
  return (
    <Timeline
      label="History of the approval"
      items={items.toReversed().map(({ id, action, member, onBehalfOf, step, note, createdAt }) => {
        const { verb, icon, tone } = actionWords[action];
        return {
          id,
          icon,
          tone,
          at: createdAt,
          title: (
            <>
              <b>{member?.name ?? "Steward"}</b> {verb}
              {onBehalfOf ? ` in place of ${onBehalfOf.name}` : ""}
              {namesSteps && step && action !== "overdue" ? ` · ${step}` : ""}
            </>
          ),
          body: note,
        };
      })}
    />
  );
}
