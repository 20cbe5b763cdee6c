// What happened, where the event's own name would say it badly.
const known: Record<string, string> = {
  "org.tenant.securityUpdated": "Sign-in rules changed",
  "org.tenant.deletionRequested": "Removal of the organisation asked for",
  "org.tenant.restored": "Removal of the organisation taken back",
  "org.member.impersonated": "Operator began to act as a member",
  "org.member.roleChanged": "Member given another role",
  "org.member.renamed": "Member renamed themselves",
  "org.member.disabled": "Member's access switched off",
  "org.member.enabled": "Member's access switched on",
  "org.member.left": "Member left",
  "org.member.joined": "Member joined",
  "org.invitation.created": "Somebody invited",
  "org.invitation.renewed": "Invitation sent again",
  "org.invitation.revoked": "Invitation taken back",
  "org.division.memberAdded": "Member put into a division",
  "org.division.memberRemoved": "Member taken out of a division",
  "org.apiKey.created": "API key made",
  "org.apiKey.revoked": "API key revoked",
  "org.domain.claimed": "Host name claimed",
  "org.domain.verified": "Host name proved",
  "org.domain.removed": "Host name given up",
  "org.auditEvent.exportCsv": "Audit log exported",
  "notifications.notification.created": "Members notified",
  "notifications.notification.changed": "Own notifications read or put away",
  "notifications.preference.unsubscribed": "E-mail of some kinds ended from a mail",
};

/** `crm.deal.stageChanged` → `Deal stage changed`; `org.tenant.updated` → `Organisation updated`. */
export function eventWords(name: string): string {
  const words = name
    .split(".")
    .slice(-2)
    .join(" ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/^tenant\b/, "organisation");
  return known[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
