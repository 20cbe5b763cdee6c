import { appRouter, type ListedProcedure, listProcedures, tenantProcedures } from "@steward/api";
import { type RowRule, roleLabels } from "@steward/contracts";
import { type AccessMatrix, accessMatrixOf } from "@steward/services/org";

/** Where the matrix of roles and procedures is read, relative to the repository's root. */
export const accessPath = "docs/access.md";

type Line = AccessMatrix["procedures"][number];

const reach: Record<RowRule["reach"], string> = {
  own: "one's own",
  ownOrShared: "one's own and shared ones",
};

/** Who may call what, as the router and the table of permissions say at this moment. */
export function accessDocument(): string {
  const { roles, procedures } = accessMatrixOf(tenantProcedures(appRouter), []);
  const labels = roles.map((role) => (role.kind === "standard" ? roleLabels[role.role] : role.name));
  const resources = Map.groupBy(procedures, ({ path }) => path.slice(0, path.lastIndexOf(".")));
  return [
    preface,
    ...[...resources].map(([address, lines]) => section(address, lines, labels)),
    `## Without an organisation\n\n${others()}`,
  ]
    .join("\n\n")
    .concat("\n");
}

const preface = `# Who may call what

Made by \`npm run gen -- access\` from the router and the table of permissions; a test fails when it is not what they say.
Do not edit it.

A procedure of an organisation asks for one permission. A role is a bundle of permissions: the seven below, which every
organisation has, and those it makes for itself, which permit what their maker chose and what every member may. An API
key may do what its scopes name and its member still may. \`org.access.explain\` says for a member and a procedure which
of this decided; administrators see it, with the organisation's own roles, under Access.

● may · blank may not. Where a permission reaches some records only, that stands behind it.`;

function section(address: string, lines: readonly Line[], labels: readonly string[]): string {
  return [
    `## ${address}`,
    "",
    row(["Procedure", "Permission", ...labels]),
    row([":--", ":--", ...labels.map(() => ":-:")]),
    ...lines.map(({ path, permission, rows, allowed }) => {
      const own = permission.startsWith(`${address}.`) ? permission.slice(address.length + 1) : permission;
      const asked = `\`${own}\`${rows ? `, ${rowsInWords(rows)}` : ""}`;
      return row([`\`${path.slice(address.length + 1)}\``, asked, ...allowed.map((may) => (may ? "●" : ""))]);
    }),
    "",
    ...permissionsOf(lines),
  ].join("\n");
}

function permissionsOf(lines: readonly Line[]): string[] {
  const described = new Map(lines.map(({ permission, description }) => [permission, description]));
  return [...described].map(([permission, description]) => `- \`${permission}\`: ${description}`);
}

function rowsInWords({ reach: which, allWith }: RowRule): string {
  return allWith ? `${reach[which]} (all with \`${allWith.slice(allWith.lastIndexOf(".") + 1)}\`)` : reach[which];
}

function others(): string {
  const guarded = (guard: ListedProcedure["meta"]["guard"]) =>
    listProcedures(appRouter)
      .flatMap(({ path, meta }) => (meta.guard === guard ? [`\`${path}\``] : []))
      .sort()
      .join(", ");
  return [
    `Anyone: ${guarded("public")}.`,
    `Whoever is signed in, about themself (no API key): ${guarded("user")}.`,
    `Operators of the platform: ${guarded("operator")}.`,
  ].join("\n\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
