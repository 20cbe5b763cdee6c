import { cleanCell, cleanName, headerWords } from "../../../import-file/index.ts";

/**
 * What people are called whom a file of Jira's names by the number of their account, as it does in comments: `Assignee Id`
 * stands beside `Assignee`, and so it is with reporters and creators.
 */
export function accountNames(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): ReadonlyMap<string, string> {
  const words = headers.map(headerWords);
  const pairs = words.flatMap((word, index) => {
    const id = words.indexOf(`${word} id`);
    return ["assignee", "reporter", "creator"].includes(word) && id >= 0 ? [[index, id] as const] : [];
  });
  const names = new Map<string, string>();
  for (const cells of rows) {
    for (const [name, id] of pairs) {
      const [called, account] = [cleanName(cells[name]), cleanCell(cells[id])];
      if (called !== "" && account !== "") names.set(account, called);
    }
  }
  return names;
}
