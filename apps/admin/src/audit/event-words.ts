/** `crm.deal.stageChanged` → `Deal stage changed`; `org.tenant.updated` → `Organisation updated`. */
export function eventWords(name: string): string {
  const words = name
    .split(".")
    .slice(-2)
    .join(" ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/^tenant\b/, "organisation");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
