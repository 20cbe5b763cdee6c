import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { createMetrics } from "../telemetry/index.ts";
import {
  answerProbe,
  closeServer,
  createHealth,
  databaseUrlSetting,
  type Health,
  listen,
  originSetting,
  portSetting,
  readSettings,
  SettingsError,
  secretSetting,
} from "./index.ts";

describe("settings", () => {
  const shape = {
    PORT: portSetting(4000),
    DATABASE: databaseUrlSetting,
    SITE: originSetting,
    SECRET: secretSetting,
  };
  const good = { DATABASE: "postgres://a:b@localhost/steward", SECRET: "x".repeat(32), SITE: "https://a.example" };

  test("defaults stand in for what is unset or empty", () => {
    expect(readSettings(shape, { ...good, PORT: " ", SITE: "https://steward.example/path" })).toEqual({
      ...good,
      PORT: 4000,
      SITE: "https://steward.example",
    });
  });

  test.each([
    [{ ...good, SECRET: undefined }, "SECRET is missing: set it to at least 32 random characters"],
    [{ ...good, SECRET: "short" }, "SECRET is shorter than 32 characters: set it to"],
    [{ ...good, DATABASE: "localhost" }, "DATABASE is not a PostgreSQL URL: set it to postgres://user:password@host"],
    [{ ...good, PORT: "http" }, "PORT is not a number: set it to a port between 1 and 65535"],
    [{ ...good, PORT: "70000" }, "PORT is not a port: set it to a port"],
    [{ ...good, SITE: "ftp://x" }, "SITE is not an http(s) address: set it to an address such as"],
  ])("a wrong setting says what to set: %#", (environment, sentence) => {
    expect(() => readSettings(shape, environment)).toThrow(SettingsError);
    expect(() => readSettings(shape, environment)).toThrow(sentence);
  });

  test("every wrong setting is named at once", () => {
    expect(() => readSettings(shape, {})).toThrow(
      /DATABASE is missing[^\n]+\nSITE is missing[^\n]+\nSECRET is missing/,
    );
  });

  test("a wrong secret is not repeated in the sentence", () => {
    expect(() => readSettings(shape, { ...good, SECRET: "hunter2" })).not.toThrow("hunter2");
  });
});

describe("health", () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => closeServer(server, 0)));
  });

  async function serve(health: Health): Promise<string> {
    const metrics = createMetrics("test");
    const server = createServer(async (request, response) => {
      if (!(await answerProbe(request, response, { health, metrics }))) response.writeHead(404).end();
    });
    servers.push(server);
    return `http://127.0.0.1:${await listen(server, 0, "127.0.0.1")}`;
  }

  test("live stays green while ready is red and says why", async () => {
    const url = await serve(
      createHealth([
        { name: "database", run: () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.7:5432")) },
        { name: "disk", run: async () => {} },
      ]),
    );
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${url}/health/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: "unavailable", reasons: ["database cannot be reached"] });
  });

  test("a check that hangs is a failure, and many probes at once run it once", async () => {
    let runs = 0;
    const hanging = () => {
      runs += 1;
      return delay(60_000, undefined, { ref: false });
    };
    const health = createHealth([{ name: "database", run: hanging }], 50);
    const answers = await Promise.all(Array.from({ length: 20 }, () => health.ready()));
    expect(answers.every(({ reasons }) => reasons[0] === "database did not answer within 50 ms")).toBe(true);
    expect(runs).toBe(1);
  });

  test("draining turns ready red and leaves live green", async () => {
    const health = createHealth([]);
    const url = await serve(health);
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    health.drain();
    expect(await (await fetch(`${url}/health/ready`)).json()).toMatchObject({ reasons: ["the process is stopping"] });
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
  });

  test("metrics answer in Prometheus' format; other methods and paths are refused", async () => {
    const url = await serve(createHealth([]));
    const metrics = await fetch(`${url}/metrics?x=1`);
    expect(metrics.headers.get("content-type")).toContain("text/plain; version=0.0.4");
    expect(await metrics.text()).toContain("process_resident_memory_bytes");
    expect((await fetch(`${url}/health/live`, { method: "POST" })).status).toBe(405);
    expect((await fetch(`${url}/health/other`)).status).toBe(404);
  });

  test("a taken port is one sentence", async () => {
    const url = new URL(await serve(createHealth([])));
    await expect(listen(createServer(), Number(url.port), "127.0.0.1")).rejects.toThrow(
      `Port ${url.port} is taken by another program.`,
    );
  });
});
