import { type Role, roleLabels } from "@steward/contracts/kernel/role";

/** What a member's or an invitation's role is called: the organisation's own name for it, else the common one. */
export function roleName({ role, customRole }: { role: Role; customRole: { name: string } | null }): string {
  return customRole?.name ?? roleLabels[role];
}

/** What each common role is for, in a line. */
export const rolePurposes: Record<Role, string> = {
  owner: "Runs the organisation and answers for it, its removal included.",
  admin: "Manages people, access and settings.",
  manager: "Answers for other people's work.",
  productOwner: "Decides what is built, and works with records every day.",
  member: "Works with customers and records every day.",
  technician: "Sees what their jobs need.",
  guest: "Sees what is shared with them.",
};
