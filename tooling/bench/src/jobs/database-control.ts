import { spawn } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { asOwner } from "@steward/db/testing";

/** The server of a proof, which it may end and start again. Reads `/proc`, so Linux only. */
export interface DatabaseControl extends AsyncDisposable {
  /** Ends PostgreSQL as `pg_ctl -m immediate` does, everything it was doing with it, and starts it again. */
  restart(): Promise<void>;
}

const patienceMs = 30_000;

export async function controlDatabase(ownerUrl: string): Promise<DatabaseControl> {
  const data = await asOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory ?? "";
  });
  const pidFile = join(data, "postmaster.pid");
  const readPid = () => Number(readFileSync(pidFile, "utf8").split("\n", 1)[0]);
  const end = async (signal: NodeJS.Signals) => {
    const pid = readPid();
    process.kill(pid, signal);
    await until(() => !existsSync(pidFile) && !isRunning(pid), "PostgreSQL does not end.");
  };
  const [program = "", ...options] = readFileSync(`/proc/${readPid()}/cmdline`, "utf8").split("\0").slice(0, -1);
  const { uid, gid } = statSync(pidFile);
  let isOurs = false;
  return {
    async restart() {
      await end("SIGQUIT");
      isOurs = true;
      const env = { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC" };
      spawn(program, options, { uid, gid, cwd: data, env, detached: true, stdio: "ignore" }).unref();
      await until(() => answers(ownerUrl), "PostgreSQL does not start again.");
    },
    async [Symbol.asyncDispose]() {
      // Whoever started the first one stops that.
      if (isOurs) await end("SIGINT");
    },
  };
}

const answers = (ownerUrl: string) => asOwner(ownerUrl, async () => true).catch(() => false);

/** A process that nobody has collected yet has ended all the same. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

async function until(holds: () => boolean | Promise<boolean>, complaint: string): Promise<void> {
  const endMs = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > endMs) throw new Error(complaint);
    await delay(50);
  }
}
