import type { IncomingCycle } from "./incoming-task.ts";

/** What Jira's servers write for a sprint that their own screens have a name for. */
const written = /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@[0-9a-f]+\[(.*)\]$/s;

/** A sprint by its name, or as Jira's servers spell it out, with its days: `…Sprint@1f[id=1,name=Sprint 1,startDate=2026-…]`. */
export function readSprint(text: string): IncomingCycle {
  const [, inside] = written.exec(text) ?? [];
  if (inside === undefined) return { name: text, startOn: null, endOn: null };
  // A name may have commas in it: a member begins with a word and an equals sign.
  const members = new Map(
    inside.split(/,(?=[a-zA-Z]+=)/).map((member) => {
      const [key = "", ...rest] = member.split("=");
      return [key, rest.join("=").trim()];
    }),
  );
  const day = (key: string) => /^\d{4}-\d{2}-\d{2}/.exec(members.get(key) ?? "")?.[0] ?? null;
  return { name: members.get("name") || text, startOn: day("startDate"), endOn: day("endDate") };
}
