import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asOwner } from "../testing/server.ts";
import { DatabaseSetupError, startEmbedded, stopAbandoned } from "./index.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "steward-embedded-"));
  chmodSync(dataDir, 0o755);
});
afterEach(async () => {
  await stopAbandoned(dataDir).catch(() => {
    // Some tests leave a directory that is no cluster any more.
  });
  rmSync(dataDir, { recursive: true, force: true });
});

const serverPid = () => Number(readFileSync(join(dataDir, "cluster", "data", "postmaster.pid"), "utf8").split("\n")[0]);
const one = (url: string) => asOwner(url, async (client) => (await client.query("select 1 as one")).rows);

/** Another process that starts the server, says where, and stops it when its input ends. */
function otherProcess(): { child: ChildProcess; url: Promise<string>; ended: Promise<unknown> } {
  const entry = new URL("./index.ts", import.meta.url).href;
  const program = `import { startEmbedded } from ${JSON.stringify(entry)};
    const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
    process.stdout.write(server.ownerUrl + "\\n");
    process.stdin.on("end", () => server.stop()).resume();`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once("exit", (code) => reject(new Error(`exited with ${code}`)));
  });
  url.catch(() => {
    // Reported to the test that waits for it.
  });
  return { child, url, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

describe("the embedded server", () => {
  test("starts, keeps its data and its password to itself, and stops", async () => {
    const first = await startEmbedded({ dataDir });
    await asOwner(first.ownerUrl, async (client) => {
      await client.query("create table kept (word text); insert into kept values ('here')");
      const { rows } = await client.query(
        "select current_setting('fsync') as fsync, current_setting('listen_addresses') as at",
      );
      expect(rows).toEqual([{ fsync: "on", at: "127.0.0.1" }]);
    });
    expect(statSync(join(dataDir, "cluster", "password")).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, "cluster")).mode & 0o077).toBe(0);
    const wrong = new URL(first.ownerUrl);
    wrong.password = "guess";
    await expect(one(wrong.toString())).rejects.toThrow("password authentication failed");
    await first.stop();
    await first.stop();
    await expect(one(first.ownerUrl)).rejects.toThrow("ECONNREFUSED");

    const second = await startEmbedded({ dataDir });
    const { rows } = await asOwner(second.ownerUrl, (client) => client.query("select word from kept"));
    expect(rows).toEqual([{ word: "here" }]);
    await second.stop();
  });

  test("is shared by processes that start at the same moment, and stopped by the one that started it", async () => {
    const others = [otherProcess(), otherProcess(), otherProcess()];
    const here = await startEmbedded({ dataDir, durable: false });
    const urls = await Promise.all(others.map(({ url }) => url));
    expect(new Set([here.ownerUrl, ...urls]).size).toBe(1);
    for (const { child } of others) child.stdin?.end();
    await Promise.all(others.map(({ ended }) => ended));
    await here.stop();
    await expect(one(here.ownerUrl)).rejects.toThrow("ECONNREFUSED");
  });

  test("comes back after kill -9 with everything that was committed", async () => {
    const before = await startEmbedded({ dataDir });
    await asOwner(before.ownerUrl, (client) => client.query("create table kept (n int)"));
    let acknowledged = 0;
    const writer = new pg.Client({ connectionString: before.ownerUrl });
    writer.on("error", () => {});
    await writer.connect();
    const writing = (async () => {
      for (;;) {
        await writer.query("insert into kept values ($1)", [acknowledged]);
        acknowledged += 1;
      }
    })();
    await expect.poll(() => acknowledged).toBeGreaterThan(10);
    process.kill(serverPid(), "SIGKILL");
    await expect(writing).rejects.toThrow();
    await writer.end().catch(() => {});

    const after = await startEmbedded({ dataDir });
    const { rows } = await asOwner(after.ownerUrl, (client) => client.query("select count(*)::int as n from kept"));
    expect(rows[0].n).toBeGreaterThanOrEqual(acknowledged);
    expect(rows[0].n).toBeLessThanOrEqual(acknowledged + 1);
    await after.stop();
  });

  test("whose starter was killed goes on, and is stopped by the next one that used it", async () => {
    const other = otherProcess();
    const url = await other.url;
    other.child.kill("SIGKILL");
    await other.ended;
    const here = await startEmbedded({ dataDir, durable: false });
    expect(here.ownerUrl).toBe(url);
    await here.stop();
    await expect(one(url)).rejects.toThrow("ECONNREFUSED");
  });

  test("is not fooled by a pid file of another living process", async () => {
    const first = await startEmbedded({ dataDir, durable: false });
    await first.stop();
    writeFileSync(
      join(dataDir, "cluster", "data", "postmaster.pid"),
      `${process.ppid}\n${join(dataDir, "cluster", "data")}\n1\n${first.port}\n\n127.0.0.1\n\nready   \n`,
    );
    const second = await startEmbedded({ dataDir, durable: false });
    expect(await one(second.ownerUrl)).toEqual([{ one: 1 }]);
    await second.stop();
  });

  // Killed at different points of the way: before initdb runs, while it checks its programs, while it writes.
  test.each([0, 15, 30, 45, 60])("half made by a start killed %i ms on is cleared away and made again", async (ms) => {
    const killed = otherProcess();
    await expect
      .poll(() => readdirSync(dataDir).filter((name) => name.startsWith("cluster.")), { interval: 1 })
      .toHaveLength(1);
    await delay(ms);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const server = await startEmbedded({ dataDir, durable: false });
    expect(await one(server.ownerUrl)).toEqual([{ one: 1 }]);
    expect(readdirSync(dataDir)).toEqual(["cluster"]);
    await server.stop();
  });
});

describe("a directory that will not do", () => {
  const refused = async (directory: string, sentence: RegExp) => {
    const failure = await startEmbedded({ dataDir: directory }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseSetupError);
    expect(failure).toHaveProperty("message", expect.stringMatching(sentence));
  };

  test("because a file is in the way, or it cannot be written", async () => {
    writeFileSync(join(dataDir, "file"), "");
    await refused(join(dataDir, "file"), /cannot be written \(EEXIST\); make it writable or set STEWARD_DATA/);
    await refused(join(dataDir, "file", "below"), /cannot be written \(ENOTDIR\)/);
    await refused("/sys/steward", /cannot be written \((EPERM|EROFS|EACCES)\)/);
  });

  test("because its files are of another version", async () => {
    const server = await startEmbedded({ dataDir, durable: false });
    await server.stop();
    writeFileSync(join(dataDir, "cluster", "data", "PG_VERSION"), "15\n");
    await refused(dataDir, /are of PostgreSQL 15, this version of Steward brings 18/);
  });

  test("because its files are damaged: the server's own words", async () => {
    const server = await startEmbedded({ dataDir, durable: false });
    await server.stop();
    rmSync(join(dataDir, "cluster", "data", "global"), { recursive: true });
    await refused(dataDir, /does not start: .*(FATAL|could not|PANIC).*postgres\.log/);
  });
});

// Only root has to hand the server to another account, and can be kept out by a directory's mode.
describe.runIf(process.getuid?.() === 0)("started by root", () => {
  test("runs as somebody else", async () => {
    const server = await startEmbedded({ dataDir, durable: false });
    const status = readFileSync(`/proc/${serverPid()}/status`, "utf8");
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe("0");
    await server.stop();
  });

  test("below a directory only root can enter, keeps its files where the account can reach them", async () => {
    chmodSync(dataDir, 0o700);
    const messages: string[] = [];
    const server = await startEmbedded({ dataDir, durable: false, log: (message) => messages.push(message) });
    expect(await one(server.ownerUrl)).toEqual([{ one: 1 }]);
    const home = /its files are in (\S+)/.exec(messages.join("\n"))?.[1] ?? "";
    expect(existsSync(join(home, "cluster", "password"))).toBe(true);
    expect(existsSync(join(dataDir, "cluster"))).toBe(false);
    await server.stop();
    rmSync(home, { recursive: true });
  });
});
