import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hashPassword } from "@steward/auth";
import { user } from "@steward/db/schema";
import type { TestServer } from "@steward/db/testing";
import { startProcess, type TestProcess } from "@steward/ports/process/testing";
import { openStorage, type Storage } from "@steward/ports/storage";
import { createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";

const entry = fileURLToPath(new URL("../../../../apps/server/src/main.ts", import.meta.url));
const password = "correct horse battery staple";
const secret = "a secret of the tests, long enough to sign with";

/** What a procedure answered, or how it refused. */
export interface Answer {
  readonly value: Record<string, unknown>;
  /** The reason of a refusal; null for a success. */
  readonly refused: string | null;
}

/** A person of one organisation, at the API. */
export interface Client {
  query(path: string, input: unknown): Promise<Answer>;
  mutate(path: string, input: unknown): Promise<Answer>;
}

/** An API process with a disk of its own and two organisations, which may be killed and started again. */
export interface FileHouse extends AsyncDisposable {
  readonly two: TwoTenants;
  readonly storage: Storage;
  /** Of the process that runs now. */
  url(): string;
  pid(): number;
  kill(): Promise<void>;
  start(): Promise<void>;
  signIn(tenant: TestTenant): Promise<Client>;
}

export async function openFileHouse(server: TestServer): Promise<FileHouse> {
  const two = await createTwoTenants(server);
  await two.system.update(user).set({ passwordHash: await hashPassword(password) });
  const directory = await mkdtemp(join(tmpdir(), "steward-files-"));
  let node: TestProcess | undefined;
  const running = () => {
    if (!node) throw new Error("the API is not running");
    return node;
  };
  const house: FileHouse = {
    two,
    storage: openStorage({ kind: "disk", directory }, secret),
    url: () => running().url,
    pid: () => running().child.pid ?? 0,
    async kill() {
      await node?.end("SIGKILL");
      node = undefined;
    },
    async start() {
      node = await startProcess(entry, {
        STEWARD_API_PORT: "0",
        STEWARD_APP_DATABASE_URL: two.appUrl,
        STEWARD_SYSTEM_DATABASE_URL: two.systemUrl,
        STEWARD_SECRET: secret,
        STEWARD_FILES: directory,
        STEWARD_FILE_LIMIT_BYTES: String(6 * 1024 ** 3),
        STEWARD_ACTOR_RATE_LIMIT: "1000000",
        STEWARD_AUTH_RATE_LIMIT: "1000000",
        STEWARD_OVERLOAD_MS: "60000",
      });
    },
    async signIn({ slug, members }) {
      const stranger = clientOf(house, { "x-tenant": slug });
      const { value } = await stranger.mutate("auth.token.create", { email: members.owner.email, password });
      return clientOf(house, { "x-tenant": slug, authorization: `Bearer ${value.accessToken}` });
    },
    async [Symbol.asyncDispose]() {
      await node?.end("SIGTERM");
      await two.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  await house.start();
  return house;
}

interface WireAnswer {
  readonly result?: { readonly data: { readonly json: Record<string, unknown> } };
  readonly error?: { readonly json: { readonly data: { readonly reason: string } } };
}

function clientOf(house: FileHouse, headers: Readonly<Record<string, string>>): Client {
  const read = async (response: Response): Promise<Answer> => {
    const { result, error }: WireAnswer = JSON.parse(await response.text());
    return { value: result?.data.json ?? {}, refused: error?.json.data.reason ?? null };
  };
  return {
    async query(path, input) {
      const asked = encodeURIComponent(JSON.stringify({ json: input }));
      return read(await fetch(`${house.url()}/trpc/${path}?input=${asked}`, { headers }));
    },
    async mutate(path, input) {
      return read(
        await fetch(`${house.url()}/trpc/${path}`, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify({ json: input }),
        }),
      );
    },
  };
}
