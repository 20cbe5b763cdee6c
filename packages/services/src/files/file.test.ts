import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { uuidv7 } from "@steward/db";
import { auditEvent, file } from "@steward/db/schema";
import { startTestS3 } from "@steward/ports/storage/testing";
import { zipOf } from "@steward/testing";
import { and, asc, eq } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccount, createContact, mergeAccounts, removeAccounts } from "../crm/index.ts";
import { sweepFiles } from "../platform/index.ts";
import { attachFiles, cancelFile, removeFiles, restoreFiles } from "./file.ts";
import { type FileStage, openFileStage, type Uploader } from "./file-fixture.ts";
import { getDownload, getFile, getUploadState, getUsage, listFiles } from "./file-queries.ts";
import { originalKey } from "./place.ts";

let stage: FileStage;
let anna: Uploader;
let accountId: string;
beforeAll(async () => {
  stage = await openFileStage();
  anna = stage.as(stage.two.acme);
  accountId = (await anna.act((ctx) => createAccount(ctx, { name: "Northwind" }))).id;
});
afterAll(() => stage.close());

const target = () => ({ address: "crm.account" as const, entityId: accountId });
const list = (who = anna, on = target()) =>
  who.look((ctx) => listFiles(ctx, stage.place, { ...on, limit: 100 })).then(({ items }) => items);
const download = (id: string, who = anna) => who.look((ctx) => getDownload(ctx, stage.place, id));
const png = (width = 8) =>
  sharp({ create: { width, height: 8, channels: 3, background: "teal" } })
    .png()
    .toBuffer() as Promise<Buffer<ArrayBuffer>>;
const text = (content: string) => Buffer.from(content);

describe("a file", () => {
  it("comes up, hangs on its record and comes back byte for byte, and each step is on the record", async () => {
    const content = text("Minutes of the meeting\n");
    const item = await anna.upload(content, { name: "minutes.txt", type: "text/plain", target: target() });
    expect(item).toMatchObject({
      status: "attached",
      name: "minutes.txt",
      type: "text/plain",
      sizeBytes: content.length,
      uploadedBy: "acme member",
      processing: "waiting",
      rejection: null,
    });
    expect((await list())[0]).toEqual(item);
    const { url, expiresAt } = await download(item.id);
    expect(expiresAt.getTime()).toBeLessThanOrEqual(Date.now() + 5 * 60_000);
    const answer = await fetch(new URL(url, stage.origin));
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="minutes.txt"');
    const facts = await stage.two.database
      .read(stage.two.acme.id)
      .select({ name: auditEvent.name })
      .from(auditEvent)
      .where(eq(auditEvent.entityId, item.id))
      .orderBy(asc(auditEvent.id));
    expect(facts.map(({ name }) => name)).toEqual([
      "files.file.reserved",
      "files.file.uploaded",
      "files.file.attached",
    ]);
  });

  it("in parts goes on where it stopped, and is taken only when every part has come", async () => {
    const content = randomBytes(20_000_000);
    const sha256 = createHash("sha256").update(content).digest("hex");
    const { id, partCount } = await anna.reserve({ sizeBytes: content.length, sha256, target: target() });
    expect(partCount).toBe(3);
    const state = () => anna.look((ctx) => getUploadState(ctx, stage.place, { id, limit: 8 }));
    const [, second] = (await state()).next;
    const body = content.subarray(second?.offset, (second?.offset ?? 0) + (second?.sizeBytes ?? 0));
    await fetch(new URL(second?.url ?? "", stage.origin), { method: "PUT", body });
    expect(await state()).toMatchObject({ arrivedBytes: second?.sizeBytes, next: [{ number: 1 }, { number: 3 }] });
    await expect(anna.confirm(id)).rejects.toMatchObject({
      code: "PRECONDITION",
      reason: "file.incomplete",
      details: { arrivedParts: 1, partCount: 3 },
    });
    await anna.send(id, content);
    expect(await anna.confirm(id)).toMatchObject({ status: "attached", sizeBytes: content.length });
    expect(await anna.confirm(id)).toMatchObject({ status: "attached" });
    await expect(state()).rejects.toMatchObject({ reason: "file.not_reserved" });
  });

  it("uploaded for a record that is yet to be made is its uploader's alone until it hangs there", async () => {
    const { id } = await anna.upload(text("draft"), { name: "draft.txt" });
    const boss = stage.as(stage.two.acme, "owner");
    await expect(download(id, boss)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(boss.act((ctx) => attachFiles(ctx, { ids: [id], target: target() }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await anna.act((ctx) => attachFiles(ctx, { ids: [id], target: target() }));
    expect(await boss.look((ctx) => getFile(ctx, stage.place, id))).toMatchObject({ status: "attached" });
    await expect(anna.act((ctx) => attachFiles(ctx, { ids: [id], target: target() }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("is removed, keeps its bytes for a week, and comes back", async () => {
    const { id } = await anna.upload(text("to be removed"), { target: target() });
    await anna.act((ctx) => removeFiles(ctx, [id]));
    expect((await list()).map((one) => one.id)).not.toContain(id);
    await expect(download(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await anna.act((ctx) => restoreFiles(ctx, stage.place, [id]));
    expect((await list()).map((one) => one.id)).toContain(id);
  });

  it("that is given up is forgotten, by storage too", async () => {
    const { id } = await anna.reserve({ sizeBytes: 10 });
    await anna.act((ctx) => cancelFile(ctx, id));
    await expect(anna.confirm(id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("of a merged account is found on the one it was merged into", async () => {
    const made = (name: string) => anna.act((ctx) => createAccount(ctx, { name }));
    const [survivor, duplicate] = [await made("Kept"), await made("Doubled")];
    const on = (entityId: string) => ({ address: "crm.account" as const, entityId });
    const { id } = await anna.upload(text("contract"), { target: on(duplicate.id) });
    const boss = stage.as(stage.two.acme, "owner");
    await boss.act((ctx) => mergeAccounts(ctx, { survivorId: survivor.id, duplicateIds: [duplicate.id], fields: {} }));
    expect((await list(anna, on(survivor.id))).map((one) => one.id)).toEqual([id]);
  });
});

describe("what arrived is believed, not what was announced", () => {
  const page = text("<!doctype html><script>alert(document.domain)</script>");

  it("rejects a page that calls itself a picture, and keeps nothing of it", async () => {
    const item = await anna.upload(page, { name: "cat.png", type: "image/png", target: target() });
    expect(item).toMatchObject({ status: "rejected", rejection: "file.type_differs", processing: "none" });
    expect(await stage.place.storage.head(originalKey(stage.two.acme.id, item.id))).toBeNull();
    await expect(download(item.id)).rejects.toMatchObject({ code: "PRECONDITION", reason: "file.not_available" });
    expect((await list())[0]).toMatchObject({ id: item.id, rejection: "file.type_differs" });
  });

  it.each([
    ["a picture that calls itself a text", png, "notes.txt", "text/plain"],
    ["a text that calls itself a PDF", () => text("just words"), "plan.pdf", "application/pdf"],
    [
      "a program that calls itself a picture",
      () => Buffer.concat([text("MZ"), randomBytes(600)]),
      "a.jpg",
      "image/jpeg",
    ],
  ])("rejects %s", async (_what, content, name, type) => {
    expect(await anna.upload(await content(), { name, type })).toMatchObject({ rejection: "file.type_differs" });
  });

  it.each([
    ["a picture of another kind than its name says", png, "photo.jpg", "image/jpeg", "image/png"],
    ["a page that says so", () => page, "page.html", "text/html", "text/html"],
    [
      "a drawing",
      () => text(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`),
      "a.svg",
      "image/svg+xml",
      "image/svg+xml",
    ],
    ["what the browser has no name for", () => text("# Notes"), "notes.md", "", "text/markdown"],
    ["bytes of no known kind", () => Buffer.from([0, 1, 2, 3, 0, 9]), "dump.bin", "", "application/octet-stream"],
    [
      "bytes that are no text",
      () => Buffer.from([0, 1, 2, 3, 0, 9]),
      "dump.txt",
      "text/plain",
      "application/octet-stream",
    ],
  ])("takes %s, as what it is", async (_what, content, name, type, found) => {
    const item = await anna.upload(await content(), { name, type });
    expect(item).toMatchObject({ status: "uploaded", type: found });
    const { headers } = await fetch(new URL((await download(item.id)).url, stage.origin));
    expect(headers.get("content-disposition")).toMatch(/^attachment/);
    expect(headers.get("content-security-policy")).toContain("sandbox");
  });

  it("rejects another content than was announced", async () => {
    const sha256 = createHash("sha256").update("one thing").digest("hex");
    expect(await anna.upload(text("the other"), { sha256 })).toMatchObject({ rejection: "file.hash_differs" });
    expect(await anna.upload(text("one thing"), { sha256 })).toMatchObject({ status: "uploaded" });
  });

  it("rejects a zip bomb, also one in a document, and takes an honest archive", async () => {
    const bomb = zipOf([{ name: "xl/sharedStrings.xml", content: Buffer.alloc(120_000_000) }]);
    expect(bomb.length).toBeLessThan(200_000);
    const sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    for (const [name, type] of [
      ["a.zip", "application/zip"],
      ["a.xlsx", sheet],
    ] as const) {
      expect(await anna.upload(bomb, { name, type }), name).toMatchObject({ rejection: "file.archive_bomb" });
    }
    const honest = zipOf([{ name: "a.txt", content: text("words") }]);
    expect(await anna.upload(honest, { name: "a.zip", type: "application/zip" })).toMatchObject({ status: "uploaded" });
  });

  it("rejects what storage has lost", async () => {
    const { id } = await anna.reserve({ sizeBytes: 10 });
    const [row] = await stage.two.system.select().from(file).where(eq(file.id, id));
    await stage.place.storage.abortUpload(originalKey(stage.two.acme.id, id), row?.uploadId ?? "");
    expect(await anna.confirm(id)).toMatchObject({ rejection: "file.upload_lost" });
  });
});

describe("how much", () => {
  it("is refused before a byte is sent, with the numbers", async () => {
    const most = stage.place.maxFileBytes;
    await expect(anna.reserve({ sizeBytes: most + 1 })).rejects.toMatchObject({
      code: "LIMIT",
      reason: "file.too_large",
      details: { sizeBytes: most + 1, maxFileBytes: most },
    });
    const { usedBytes } = await anna.look((ctx) => getUsage(ctx, stage.place));
    const place = { ...stage.place, quotaBytes: usedBytes + 100 };
    await expect(anna.reserve({ sizeBytes: 101 }, place)).rejects.toMatchObject({
      code: "LIMIT",
      reason: "file.quota_exceeded",
      details: { sizeBytes: 101, usedBytes, quotaBytes: usedBytes + 100 },
    });
  });

  it("is counted once, however many ask at once", async () => {
    const { usedBytes } = await anna.look((ctx) => getUsage(ctx, stage.place));
    const place = { ...stage.place, quotaBytes: usedBytes + 250 };
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => anna.reserve({ sizeBytes: 100 }, place)));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  });
});

describe("who", () => {
  it("is of another organisation finds nothing, whatever they know", async () => {
    const { id } = await anna.upload(text("secret"), { target: target() });
    const stranger = stage.as(stage.two.globex, "owner");
    const gone = { code: "NOT_FOUND" };
    await expect(download(id, stranger)).rejects.toMatchObject(gone);
    await expect(list(stranger)).rejects.toMatchObject(gone);
    await expect(stranger.reserve({ sizeBytes: 1, target: target() })).rejects.toMatchObject(gone);
    await expect(stranger.act((ctx) => removeFiles(ctx, [id]))).rejects.toMatchObject(gone);
    await expect(stranger.look((ctx) => getUploadState(ctx, stage.place, { id, limit: 1 }))).rejects.toMatchObject(
      gone,
    );
  });

  it("may not change a record may not change its files, and who may not see it sees none", async () => {
    const contact = await anna.act((ctx) => createContact(ctx, { lastName: "Doe" }));
    const on = { address: "crm.contact" as const, entityId: contact.id };
    const { id } = await anna.upload(text("a card"), { target: on });
    const technician = stage.as(stage.two.acme, "technician");
    const refused = { code: "FORBIDDEN", reason: "permission_missing" };
    await expect(technician.reserve({ sizeBytes: 1, target: on })).rejects.toMatchObject(refused);
    const guest = stage.as(stage.two.acme, "guest");
    await expect(guest.look((ctx) => listFiles(ctx, stage.place, { ...on, limit: 10 }))).rejects.toMatchObject(refused);
    await expect(download(id, guest)).rejects.toMatchObject(refused);
  });

  it("asks for a record that is removed or was never there is told so", async () => {
    const { id } = await anna.act((ctx) => createAccount(ctx, { name: "Soon gone" }));
    await anna.act((ctx) => removeAccounts(ctx, [id]));
    for (const entityId of [id, uuidv7()]) {
      const on = { address: "crm.account" as const, entityId };
      await expect(anna.reserve({ sizeBytes: 1, target: on })).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });
});

it("all of it on S3, as on a disk", async () => {
  const directory = await mkdtemp(join(tmpdir(), "steward-s3-"));
  await using s3 = await startTestS3(directory);
  const there = await openFileStage(s3.place);
  const ben = there.as(there.two.acme);
  const content = randomBytes(20_000_000);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const item = await ben.upload(content, { name: "dump.bin", sha256 });
  expect(item).toMatchObject({ status: "uploaded", sizeBytes: content.length });
  const { url } = await ben.look((ctx) => getDownload(ctx, there.place, item.id));
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/steward-test\/.*X-Amz-Expires=300/);
  const answer = await fetch(url);
  expect(answer.headers.get("content-disposition")).toBe('attachment; filename="dump.bin"');
  expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);

  const page = Buffer.from("<!doctype html><script>alert(1)</script>");
  const bomb = zipOf([{ name: "a", content: Buffer.alloc(120_000_000) }]);
  for (const [bytes, name, type, rejection] of [
    [page, "cat.png", "image/png", "file.type_differs"],
    [bomb, "a.zip", "application/zip", "file.archive_bomb"],
  ] as const) {
    const { id, ...rejected } = await ben.upload(bytes, { name, type });
    expect(rejected).toMatchObject({ status: "rejected", rejection });
    expect(await there.place.storage.head(originalKey(there.two.acme.id, id))).toBeNull();
  }
  there.place.storage.close();
  await there.close();
  await rm(directory, { recursive: true });
});

it("upkeep removes what was begun and left, what was removed a week ago, and what has no organisation", async () => {
  const { system, acme } = stage.two;
  const { storage } = stage.place;
  const kept = await anna.upload(text("kept"), { target: target() });
  const removed = await anna.upload(text("removed"), { target: target() });
  const loose = await anna.upload(text("on no record"));
  const begun = await anna.reserve({ sizeBytes: 10 });
  await anna.act((ctx) => removeFiles(ctx, [removed.id]));
  const stray = `${uuidv7()}/${uuidv7()}/original`;
  await storage.write(stray, Buffer.from("of an organisation that is gone"));
  const there = async (id: string) => (await storage.head(originalKey(acme.id, id))) !== null;

  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  expect(await sweepFiles(system, storage, inDays(0))).toMatchObject({ files: 0, tenants: 1 });
  expect(await storage.head(stray)).toBeNull();
  expect(await there(loose.id)).toBe(true);
  await sweepFiles(system, storage, inDays(2));
  expect([await there(kept.id), await there(removed.id), await there(loose.id)]).toEqual([true, true, false]);
  const rows = () =>
    system
      .select({ id: file.id })
      .from(file)
      .where(and(eq(file.tenantId, acme.id)));
  expect((await rows()).map(({ id }) => id)).not.toContain(begun.id);
  await sweepFiles(system, storage, inDays(8));
  expect([await there(kept.id), await there(removed.id)]).toEqual([true, false]);
});
