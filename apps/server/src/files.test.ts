import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { openStorage, type Storage } from "@steward/ports/storage";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const entry = fileURLToPath(new URL("main.ts", import.meta.url));
const secret = "a secret of the tests, long enough to sign with";
const web = "http://localhost:3000";
const key = "acme/a/original";

let fixture: TwoTenants;
let directory: string;
let storage: Storage;
let server: TestProcess;
beforeAll(async () => {
  fixture = await createTwoTenants();
  directory = await mkdtemp(join(tmpdir(), "steward-files-"));
  storage = openStorage({ kind: "disk", directory }, secret);
  await storage.write(key, Buffer.from("<script>alert(1)</script>"));
  server = await startProcess(entry, {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: fixture.appUrl,
    STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
    STEWARD_SECRET: secret,
    STEWARD_FILES: directory,
  });
});
afterAll(async () => {
  await server?.end("SIGTERM");
  await fixture?.close();
  await rm(directory, { recursive: true });
});

async function partAddress(sizeBytes: number): Promise<URL> {
  const uploadId = await storage.startUpload("acme/b/original");
  const part = { key: "acme/b/original", uploadId, number: 1, sizeBytes, expiresInSeconds: 60 };
  return new URL((await storage.signPart(part)).url, server.url);
}

async function downloadAddress(): Promise<URL> {
  const download = { key, name: "page.html", type: "text/html", disposition: "attachment" as const };
  return new URL((await storage.signDownload({ ...download, expiresInSeconds: 60 })).url, server.url);
}

describe("files on the API's own disk", () => {
  test("come up from our pages, and from no other's", async () => {
    const address = await partAddress(4);
    const preflight = await fetch(address, {
      method: "OPTIONS",
      headers: { origin: web, "access-control-request-method": "PUT" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("PUT");
    const refused = await fetch(address, {
      method: "PUT",
      body: "evil",
      headers: { origin: "https://attacker.example" },
    });
    expect([refused.status, await refused.json()]).toMatchObject([403, { error: { reason: "origin_refused" } }]);
    const taken = await fetch(address, { method: "PUT", body: "good", headers: { origin: web } });
    expect(taken.status).toBe(204);
    expect(taken.headers.get("access-control-allow-origin")).toBe(web);
  });

  test("go out to be saved, under a policy in which nothing runs", async () => {
    const { status, headers } = await fetch(await downloadAddress());
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toBe('attachment; filename="page.html"');
    expect(headers.get("content-security-policy")).toContain("sandbox");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("cross-origin-resource-policy")).toBe("same-site");
    expect(headers.get("cache-control")).toMatch(/^private/);
  });

  test("are refused with a reason and the request's id, and say so in the log without the address", async () => {
    const address = `${await downloadAddress()}x`;
    const answer = await fetch(address);
    const requestId = answer.headers.get("x-request-id");
    expect([answer.status, await answer.json()]).toEqual([403, { error: { reason: "file.link_invalid", requestId } }]);
    await expect
      .poll(() => server.lines.find((line) => line.requestId === requestId))
      .toMatchObject({ procedure: "files", reason: "file.link_invalid", status: 403 });
    expect(JSON.stringify(server.lines)).not.toContain("signature");
  });

  test("that are larger than announced are refused before they come", async () => {
    const answer = await fetch(await partAddress(4), { method: "PUT", body: "x".repeat(100_000) });
    expect([answer.status, await answer.json()]).toMatchObject([413, { error: { reason: "file.part_size_differs" } }]);
  });
});
