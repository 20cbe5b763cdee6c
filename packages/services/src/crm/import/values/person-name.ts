/** `Lindqvist, Anna` and `Anna Maria Lindqvist` → first and last name; an address stands for a name where there is none. */
export function splitName(text: string): { firstName: string; lastName: string } {
  const name = text.includes("@") ? text.slice(0, text.indexOf("@")) : text;
  const comma = name.indexOf(",");
  if (comma > 0) return { firstName: name.slice(comma + 1).trim(), lastName: name.slice(0, comma).trim() };
  const space = name.lastIndexOf(" ");
  return { firstName: name.slice(0, Math.max(space, 0)).trim(), lastName: name.slice(space + 1).trim() };
}
