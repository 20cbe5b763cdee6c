import { fileURLToPath } from "node:url";
import { parseArgs, styleText } from "node:util";
import { isSentence, LaunchError } from "./failure.ts";
import { Launch } from "./launch.ts";
import { isAlive, packageManagers } from "./processes.ts";
import { launchSettings, type Service, services } from "./settings.ts";
import { createProgress, seconds } from "./terminal.ts";
import { welcome } from "./welcome.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");
const startedAtMs = performance.now();
const progress = createProgress(process.stdout);
const launch = new Launch();

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { dev: { type: "boolean" }, verbose: { type: "boolean" }, only: { type: "string" } },
    // npm hands on whatever stands after `--`; a mistyped option deserves a sentence rather than a stack.
    strict: false,
  });
  const settings = launchSettings(process.env, root);
  progress.print(`\n${styleText("bold", "Steward")}\n`);
  const onOutput = (service: Service, chunk: Buffer) =>
    progress.print(prefixed(styleText("dim", service.padEnd(7)), chunk.toString("utf8").trimEnd()));
  const running = await launch.start({
    root,
    settings,
    progress,
    dev: values.dev === true,
    ...(values.verbose === true ? { onOutput } : {}),
    ...(typeof values.only === "string" ? { only: chosen(values.only) } : {}),
  });
  progress.print(welcome(running, { demo: settings.demo, took: seconds(performance.now() - startedAtMs) }));
  await running.failed;
}

/** `--only server,worker` */
function chosen(list: string): Service[] {
  const names = list.split(",");
  const wrong = names.find((name) => !services.some((service) => service === name));
  if (wrong !== undefined) throw new LaunchError(`--only knows no "${wrong}": choose among ${services.join(", ")}.`);
  return services.filter((service) => names.includes(service));
}

const prefixed = (prefix: string, text: string) => text.replaceAll(/^/gm, `${prefix} `);

/** What went wrong is said last, where it is read. */
async function end(exitCode: number, failure?: unknown): Promise<void> {
  try {
    await launch.stop(progress);
  } catch (error) {
    report(error);
  }
  progress.end();
  if (failure !== undefined) report(failure);
  process.exit(exitCode);
}

function onSignal(): void {
  if (launch.stopping) {
    launch.kill();
    progress.end();
    process.exit(130);
  }
  progress.print("");
  void end(0);
}

function report(error: unknown): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(
    `\n${styleText("red", isSentence(error) ? message : (stack ?? message), { stream: process.stderr })}\n`,
  );
  if (error instanceof LaunchError) for (const line of error.lines) process.stderr.write(`    ${line}\n`);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);

// `npm start` is five processes before it is us, and a signal to the first does not come through: when any of them
// goes, whoever started the product wants it gone.
const managers = packageManagers();
setInterval(() => {
  if (!launch.stopping && !managers.every(isAlive)) onSignal();
}, 1_000).unref();

main().catch((error: unknown) => {
  if (launch.stopping) return;
  void end(1, error);
});
