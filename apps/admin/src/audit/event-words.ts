/** `crm.account.created` → `Account created`; `crm.deal.movedToStage` → `Deal moved to stage`. */
export function eventWords(name: string): string {
  const words = name
    .split(".")
    .slice(-2)
    .join(" ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
