import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { AppError, type IdempotencyReason, idempotencyHeader, readIdempotencyKeys } from "@steward/contracts";
import type { TenantDb } from "@steward/db";
import { type Actor, findAnswer, idempotencyId, type KeyedCall, keepAnswer, takeKey } from "@steward/services/kernel";
import { stringify } from "@steward/wire/server";
import superjson from "superjson";
import { writeDigestible } from "./digest.ts";
import type { Platform, RequestInfo } from "./platform.ts";

/** A mutation that its client has given a key. */
export interface KeyedMutation {
  /** The answer that was given under the key, asked before any transaction. */
  find(db: TenantDb): Promise<KeptAnswer | null>;
  /** Takes the key for the transaction, or finds the answer that was given under it. */
  take(db: TenantDb): Promise<KeptAnswer | null>;
  keep(db: TenantDb, data: unknown): Promise<void>;
}

/** What a mutation answered when it ran. */
export interface KeptAnswer {
  readonly data: unknown;
}

interface MutationCall {
  readonly platform: Platform;
  readonly request: RequestInfo;
  readonly actor: Actor;
  readonly path: string;
  readonly batchIndex: number;
  /** As the schema yields it: what it leaves out makes no difference. */
  readonly input: unknown;
}

/**
 * The mutation under its key, or null where it came without one and is run as often as it is asked for.
 * Throws INVALID `idempotency.key_invalid` for a header that names no key for this call of the batch.
 */
export async function keyedMutation(call: MutationCall): Promise<KeyedMutation | null> {
  const header = call.request.headers.get(idempotencyHeader);
  if (header === null) return null;
  const key = readIdempotencyKeys(header)?.[call.batchIndex];
  if (key === undefined) throw new AppError<IdempotencyReason>("INVALID", "idempotency.key_invalid");
  const { digestKey, sealingKey } = secretsOf(call.platform);
  const digest = createHmac("sha256", digestKey);
  await writeDigestible(digest, call.input);
  const keyed: KeyedCall = {
    id: idempotencyId(call.actor, key),
    procedure: call.path,
    inputDigest: digest.digest(),
  };
  const opened = (sealed: Buffer | null) => sealed && { data: openAnswer(sealingKey, keyed.id, sealed) };
  return {
    find: async (db) => opened(await findAnswer(db, keyed)),
    take: async (db) => opened(await takeKey(db, keyed)),
    keep: (db, data) => keepAnswer(db, keyed, sealAnswer(sealingKey, keyed.id, data)),
  };
}

/** As key objects: Node makes one of mere bytes anew for each digest and each cipher, which takes longer than these. */
interface Secrets {
  readonly digestKey: KeyObject;
  readonly sealingKey: KeyObject;
}

const secrets = new WeakMap<Platform, Secrets>();

function secretsOf(platform: Platform): Secrets {
  const known = secrets.get(platform);
  if (known) return known;
  const derived = (purpose: string) =>
    createSecretKey(new Uint8Array(hkdfSync("sha256", platform.secret, "", purpose, 32)));
  const made = { digestKey: derived("steward input digest"), sealingKey: derived("steward kept answer") };
  secrets.set(platform, made);
  return made;
}

const ivBytes = 12;
const tagBytes = 16;

/**
 * Encrypts an answer (AES-256-GCM), in the format of the wire. Some answers are shown once and stored nowhere (the secret of
 * an API key): a copy of the database shall not hold them for a day either. The row's id is authenticated with it.
 */
function sealAnswer(key: KeyObject, id: string, data: unknown): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(Buffer.from(id));
  return Buffer.concat([iv, cipher.update(stringify(data), "utf8"), cipher.final(), cipher.getAuthTag()]);
}

function openAnswer(key: KeyObject, id: string, sealed: Buffer): unknown {
  const iv = sealed.subarray(0, ivBytes);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(id)).setAuthTag(sealed.subarray(-tagBytes));
  return superjson.parse(
    Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]).toString("utf8"),
  );
}
