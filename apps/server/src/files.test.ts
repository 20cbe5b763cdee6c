import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createStewardClient } from "@steward/api/client";
import { hashPassword } from "@steward/auth";
import type { Role } from "@steward/contracts";
import { processFileJob } from "@steward/contracts/files/file";
import { richTextOf } from "@steward/contracts/kernel/rich-text";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { user } from "@steward/db/schema";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { openStorage, type Storage } from "@steward/ports/storage";
import { createTwoTenants, type TwoTenants } from "@steward/testing";
import pg from "pg";
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
    STEWARD_OVERLOAD_MS: "60000",
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

const password = "correct horse battery staple";

/** Somebody with that role, signed in. */
async function memberOf(role: Role) {
  const { email } = fixture.acme.members[role];
  const tokens = await createStewardClient({ url: server.url }).auth.token.create.mutate({ email, password });
  return createStewardClient({ url: server.url, tenant: "acme", tokens });
}

test("a file that comes with a message is had by those who can read it, byte for byte, and is not there for others", async () => {
  await fixture.system.update(user).set({ passwordHash: await hashPassword(password) });
  const owner = new pg.Client({ connectionString: fixture.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, fixture.ownerUrl, [processFileJob]);
  await owner.end();
  const [author, reader, outsider] = await Promise.all([memberOf("manager"), memberOf("member"), memberOf("owner")]);
  const content = Buffer.from("Minutes of the meeting\n");
  const { id: fileId } = await author.files.file.reserve.mutate({ name: "minutes.txt", sizeBytes: content.length });
  for (const { url } of (await author.files.file.parts.query({ id: fileId })).next) {
    expect((await fetch(new URL(url, server.url), { method: "PUT", body: content })).status).toBe(204);
  }
  await author.files.file.confirm.mutate({ id: fileId });
  const { id: conversationId } = await author.messaging.conversation.create.mutate({
    kind: "group",
    memberIds: [fixture.acme.members.member.memberId],
  });
  // Nobody has it before it was sent.
  const asked = reader.files.file.download.query({ id: fileId });
  await expect(asked).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  const clientId = uuidv7();
  const message = { clientId, conversationId, content: richTextOf(""), fileIds: [fileId] };
  await author.messaging.message.send.mutate(message);

  const { items } = await reader.messaging.message.list.query({ conversationId });
  expect(items).toMatchObject([{ clientId, files: [{ id: fileId, name: "minutes.txt", sizeBytes: content.length }] }]);
  const { url } = await reader.files.file.download.query({ id: fileId });
  expect(Buffer.from(await (await fetch(new URL(url, server.url))).arrayBuffer())).toEqual(content);
  for (const ask of [
    () => outsider.files.file.download.query({ id: fileId }),
    () => outsider.files.file.byId.query({ id: fileId }),
    () => outsider.messaging.message.list.query({ conversationId }),
  ]) {
    await expect(ask()).rejects.toMatchObject({ data: { code: "NOT_FOUND" } });
  }
});
