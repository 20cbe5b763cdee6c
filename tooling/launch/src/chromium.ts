import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { LaunchError } from "./failure.ts";
import { run } from "./run.ts";

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The Chromium of this machine: `CHROME_PATH`, else whatever the PATH has. */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const { CHROME_PATH: named, PATH = "" } = environment;
  if (named) return isExecutable(named) ? named : undefined;
  const directories = [...PATH.split(delimiter).filter(Boolean), "/usr/bin"];
  return names.flatMap((name) => directories.map((directory) => join(directory, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Finds Chromium, or installs it where that is ours to do: as root on Debian in CI. @throws {LaunchError} */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (process.env.CHROME_PATH)
    throw new LaunchError(`CHROME_PATH ${process.env.CHROME_PATH} cannot be run: correct or unset it.`);
  const mayInstall = process.env.CI !== undefined && process.platform === "linux" && process.getuid?.() === 0;
  if (!mayInstall) {
    throw new LaunchError(
      "The journeys need Chromium: install it (Debian: apt-get install chromium), or set CHROME_PATH to it.",
    );
  }
  const script = "apt-get update && apt-get install -y --no-install-recommends chromium";
  const { exitCode, output } = await run("sh", ["-c", script], {
    cwd: "/",
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
  const installed = findChromium();
  if (exitCode === 0 && installed) return installed;
  throw new LaunchError("Chromium could not be installed.", output.trimEnd().split("\n").slice(-12));
}
