import type { DelegationReason } from "@steward/contracts/approvals/delegation";
import type { ApprovalAction, ApprovalReason, ApprovalStatus } from "@steward/contracts/approvals/request";
import { type IconComponent, registerProblemTexts, type Tone } from "@steward/ui";
import {
  IconArrowBackUp,
  IconCheck,
  IconClockExclamation,
  IconLockOpen,
  IconSend,
  IconUsersGroup,
  IconX,
} from "@tabler/icons-react";

export const statusWords: Readonly<Record<ApprovalStatus, { label: string; tone: Tone }>> = {
  pending: { label: "Waiting", tone: "progress" },
  approved: { label: "Approved", tone: "success" },
  rejected: { label: "Rejected", tone: "danger" },
  cancelled: { label: "Withdrawn", tone: "neutral" },
};

/** What the history of a request says somebody did. */
export const actionWords: Readonly<Record<ApprovalAction, { verb: string; icon: IconComponent; tone: Tone }>> = {
  requested: { verb: "asked for approval", icon: IconSend, tone: "info" },
  approved: { verb: "approved", icon: IconCheck, tone: "success" },
  rejected: { verb: "rejected", icon: IconX, tone: "danger" },
  cancelled: { verb: "took it back", icon: IconArrowBackUp, tone: "neutral" },
  reopened: { verb: "opened it again", icon: IconLockOpen, tone: "warning" },
  settled: { verb: "closed the step: everybody left to decide has approved", icon: IconCheck, tone: "success" },
  escalated: { verb: "asked those who run approvals: nobody else was left", icon: IconUsersGroup, tone: "warning" },
  overdue: { verb: "reminded whoever decides", icon: IconClockExclamation, tone: "warning" },
};

const requestProblems: Record<ApprovalReason, string> = {
  "approval.own_request": "Nobody decides what they asked for themselves. Somebody else has to.",
  "approval.not_a_decider": "This is for others to decide.",
  "approval.already_decided": "You have approved this already. It waits for others now.",
  "approval.closed": "This has been decided or taken back already. Load it again.",
  "approval.step_passed": "Somebody decided this step in the meantime. Look at the next one before you decide.",
  "approval.nobody_to_decide":
    "Nobody but you may decide this. Ask an administrator to give a colleague the permission first.",
  "approval.already_requested":
    "This waits for approval or is approved already. Take it back or have it reopened first.",
  "approval.not_approved": "Only what is approved can be opened again.",
  "approval.subject_unknown": "This kind of record cannot be decided here any more. Load the page again.",
};

const delegationProblems: Record<DelegationReason, string> = {
  "delegation.to_oneself": "Choose a colleague: you decide in your own place already.",
  "delegation.over": "These days are over. Choose later ones.",
};

registerProblemTexts({ ...requestProblems, ...delegationProblems });
