import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const packageDir = fileURLToPath(new URL("../..", import.meta.url));
const repositoryDir = fileURLToPath(new URL("../../../..", import.meta.url));
const route = fileURLToPath(new URL("./contestant/next-route.ts", import.meta.url));

/** A built Next application with one route handler. */
export interface NextApp extends Disposable {
  /** What Node is to run, and where. */
  readonly args: readonly string[];
  readonly cwd: string;
}

const nextBinary = createRequire(import.meta.url).resolve("next/dist/bin/next");

/**
 * Writes the smallest application and builds it for production. It stands in an ignored folder of this package, because
 * Next finds dependencies by the folder it is in.
 */
export async function buildNextApp(environment: NodeJS.ProcessEnv): Promise<NextApp> {
  const parent = join(packageDir, ".steward");
  mkdirSync(parent, { recursive: true });
  const cwd = mkdtempSync(join(parent, "next-"));
  const handler = join(cwd, "app", "trpc", "[trpc]");
  mkdirSync(handler, { recursive: true });
  const from = relative(handler, route);
  const files = {
    "next.config.mjs": `export default {
  poweredByHeader: false,
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: ${JSON.stringify(repositoryDir)} },
  transpilePackages: ["@steward/contracts", "@steward/db"],
  serverExternalPackages: ["pg"],
};
`,
    "app/layout.js": `export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
    "app/trpc/[trpc]/route.js": `export const dynamic = "force-dynamic";
export { GET, POST } from ${JSON.stringify(from)};
`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text);
  await build(cwd, environment);
  return {
    args: [nextBinary, "start", "--hostname", "127.0.0.1"],
    cwd,
    [Symbol.dispose]: () => rmSync(cwd, { recursive: true, force: true }),
  };
}

async function build(cwd: string, environment: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [nextBinary, "build"], {
    cwd,
    env: { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`next build ended with ${code}:\n${output}`);
}
