import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { permissionsOf, type Role } from "@steward/contracts";
import { type RichText, richTextOf } from "@steward/contracts/kernel/rich-text";
import type { MessageItem, SendMessageInput } from "@steward/contracts/messaging/message";
import { uuidv7 } from "@steward/db";
import { member, user } from "@steward/db/schema";
import { openStorage } from "@steward/ports/storage";
import { createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import type { FilePlace } from "../files/index.ts";
import type { Actor, ServiceContext } from "../kernel/index.ts";
import { createConversation } from "./conversation.ts";
import { sendMessage } from "./message.ts";

/** A colleague, who asks and acts as requests of theirs would. */
export interface Talker {
  readonly id: string;
  readonly name: string;
  look<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  act<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  /** What they say, as plain words or as it is. */
  say(conversationId: string, what: string | RichText, rest?: Partial<SendMessageInput>): Promise<MessageItem>;
  /** Starts a group with the others. */
  gather(...others: readonly Talker[]): Promise<string>;
}

/** An organisation whose members talk. */
export interface Parlour {
  readonly two: TwoTenants;
  readonly files: FilePlace;
  /** The member of that role, of acme unless another is named. */
  as(role: Role, of?: TestTenant): Talker;
  /** New colleagues in acme. */
  invite(count: number): Promise<Talker[]>;
  close(): Promise<void>;
}

const gigabyte = 1_000_000_000;

export async function openParlour(): Promise<Parlour> {
  const two = await createTwoTenants();
  const directory = await mkdtemp(join(tmpdir(), "steward-talk-"));
  const storage = openStorage({ kind: "disk", directory }, "a secret of the tests, long enough to sign with");
  const files: FilePlace = { storage, maxFileBytes: gigabyte, quotaBytes: gigabyte };
  const talker = (
    tenant: TestTenant,
    person: Pick<Actor, "memberId" | "userId" | "name" | "email" | "role">,
  ): Talker => {
    const actor: Actor = {
      ...person,
      permissions: permissionsOf(person.role),
      customRole: null,
      apiKey: null,
      impersonator: null,
    };
    // A source of their own for each request: by it the record knows whether the call left a trace.
    const scope = () => ({
      tenant,
      actor,
      requestId: "request-of-a-test",
      source: { procedure: "test", clientAddress: null, userAgent: null },
    });
    const act: Talker["act"] = (work) => two.database.withTenant(tenant.id, (db) => work({ ...scope(), db }));
    return {
      id: person.memberId,
      name: person.name,
      look: (work) => work({ ...scope(), db: two.database.read(tenant.id) }),
      act,
      say: (conversationId, what, rest = {}) => {
        const content = typeof what === "string" ? richTextOf(what) : what;
        return act((ctx) =>
          sendMessage(ctx, files, { clientId: randomUUID(), conversationId, content, fileIds: [], ...rest }),
        );
      },
      gather: async (...others) => {
        const { id } = await act((ctx) =>
          createConversation(ctx, {
            kind: "group",
            name: null,
            topic: null,
            visibility: "private",
            memberIds: others.map((other) => other.id),
          }),
        );
        return id;
      },
    };
  };
  return {
    two,
    files,
    as: (role, of = two.acme) => talker(of, of.members[role]),
    invite: async (count) => {
      const people = Array.from({ length: count }, (_, index) => ({
        ...{ memberId: uuidv7(), userId: uuidv7(), name: `Talker ${index}`, role: "member" as const },
        email: `talker-${index}-${uuidv7()}@acme.test`,
      }));
      await two.system.insert(user).values(people.map(({ userId, name, email }) => ({ id: userId, name, email })));
      await two.system
        .insert(member)
        .values(people.map(({ memberId, ...person }) => ({ ...person, tenantId: two.acme.id, id: memberId })));
      return people.map((person) => talker(two.acme, person));
    },
    close: async () => {
      storage.close();
      await two.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A message that mentions people, or a broadcast. */
export const mentioning = (...ids: readonly string[]): RichText => ({
  type: "doc",
  content: [{ type: "paragraph", content: ids.map((id) => ({ type: "mention", attrs: { id } })) }],
});
