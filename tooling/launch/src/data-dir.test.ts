import { createECDH } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readSecrets } from "./data-dir.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "steward-secrets-"));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("an installation from before there was push gets a pair of keys for it, and keeps what it had", () => {
  const file = join(directory, "secrets.json");
  const older = { session: "s".repeat(48), database: "d".repeat(48) };
  writeFileSync(file, JSON.stringify(older), { mode: 0o600 });
  const secrets = readSecrets(directory);
  expect(secrets).toMatchObject(older);
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(secrets.vapid.privateKey, "base64url");
  expect(pair.getPublicKey("base64url", "uncompressed")).toBe(secrets.vapid.publicKey);
  expect(readSecrets(directory)).toEqual(secrets);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(secrets);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
