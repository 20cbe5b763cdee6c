/** A property's name as people say it: `ownerId` → `Owner`, `closeDate` → `Close date`, `amountMinor` → `Amount`. */
export function humanise(name: string): string {
  const words = name
    .replace(/(?<=.)(?:Minor|Ids?)$/u, "")
    .replace(/(\p{Lu})/gu, " $1")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
