import { relative } from "node:path";
import { styleText } from "node:util";
import type { Running } from "./launch.ts";

const bold = (text: string) => styleText("bold", text);
const dim = (text: string) => styleText("dim", text);

const people = [
  ["member@acme.test", "sells: customers, leads, deals"],
  ["manager@acme.test", "answers for the others' work"],
  ["owner@acme.test", "runs the organisation; also admin@"],
  ["technician@acme.test", "works in the field"],
  ["owner@globex.test", "another organisation, which sees none of the first"],
  ["operator@steward.test", "runs the platform (admin)"],
] as const;

/** What a newcomer needs to know once everything runs. */
export function welcome(
  { urls, logDir, operatorLink }: Running,
  { demo, took }: { demo: boolean; took: string },
): string {
  const addresses = [
    ["Workspace", urls.web],
    ["Administration", urls.admin],
    ["API", `${urls.server}/trpc`],
  ];
  const rows = (pairs: readonly (readonly (string | undefined)[])[], width: number) =>
    pairs.map(([name = "", value = ""]) => `    ${name.padEnd(width)} ${value}`);
  return [
    "",
    `  ${bold("Ready")} ${dim(`in ${took}`)}`,
    "",
    ...rows(addresses, 22),
    "",
    ...(operatorLink === null
      ? []
      : [`  The operator chooses a password, within half an hour, at ${bold(operatorLink)}`, ""]),
    ...(demo
      ? [
          `  Sign in with the password ${bold("steward-demo")} as`,
          "",
          ...rows(
            people.map(([email, what]) => [email, dim(what)]),
            22,
          ),
          "",
        ]
      : [`  ${dim("The demo companies are left out where others come in; STEWARD_DEMO=1 loads them.")}`, ""]),
    `  ${dim(`Logs are in ${relative(process.cwd(), logDir) || logDir}. Ctrl-C stops everything.`)}`,
    "",
  ].join("\n");
}
