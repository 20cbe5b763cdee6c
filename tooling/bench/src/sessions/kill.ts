import type { TestServer } from "@steward/db/testing";
import { createTwoTenants } from "@steward/testing";
import pg from "pg";
import { type ServerNode, startNode } from "./node.ts";
import {
  acceptInvitation,
  joinByInvitation,
  refresh,
  resetPassword,
  type Scene,
  type Subject,
  signOut,
} from "./subjects.ts";

export interface KillResult {
  readonly kills: number;
  /** By kind, how many had happened when the process died, had not, and how many calls were cut off without an answer. */
  readonly kinds: Readonly<Record<string, { happened: number; not: number; cut: number }>>;
  readonly faults: readonly string[];
}

const secret = "a secret of the proof, long enough to sign with";
type Company = readonly (readonly [(scene: Scene) => Promise<Subject>, number])[];

/** What is under way together, each so many times. Hashing a password takes long: beside it everything else is over. */
const companies: readonly Company[] = [
  [
    [refresh, 4],
    [signOut, 4],
    [acceptInvitation, 4],
  ],
  [
    [joinByInvitation, 2],
    [resetPassword, 2],
    [refresh, 1],
  ],
];

/**
 * Kills real API processes, each at a random message to its database while sign-ins, sign-outs, invitations and resets
 * are under way, and asks another process what became of each.
 */
export async function killServers(
  server: TestServer,
  kills: number,
  random: () => number,
  progress: (message: string) => void,
): Promise<KillResult> {
  await using two = await createTwoTenants(server);
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  const scene: Scene = { two, secret, owner };
  const kinds: Record<string, { happened: number; not: number; cut: number }> = {};
  const faults: string[] = [];
  let victim: ServerNode | undefined;
  try {
    const messages: number[] = [];
    for (const company of companies) {
      // A process of its own: one that has made its connections before has less to say.
      await using node = await startNode(two, secret);
      messages.push(await undisturbed(node, await assemble(scene, company)));
    }
    victim = await startNode(two, secret);
    progress(`undisturbed, it takes ${messages.join(" and ")} messages`);
    for (let kill = 0; kill < kills; kill += 1) {
      const starting = startNode(two, secret);
      const turn = kill % companies.length;
      const subjects = await assemble(scene, companies[turn] ?? []);
      const answers = await interrupted(victim, subjects, 1 + Math.floor(random() * (messages[turn] ?? 1)));
      victim = await starting;
      for (const [index, subject] of subjects.entries()) {
        const given = answers[index] ?? [];
        const { happened, faults: found } = await subject.judge(given, victim);
        const tally = kinds[subject.kind] ?? { happened: 0, not: 0, cut: 0 };
        kinds[subject.kind] = tally;
        tally[happened ? "happened" : "not"] += 1;
        tally.cut += given.filter((answer) => answer === null).length;
        faults.push(...found);
      }
      if ((kill + 1) % 20 === 0) progress(`${kill + 1} of ${kills} killed`);
    }
    return { kills, kinds, faults };
  } finally {
    await victim?.kill();
    await owner.end();
  }
}

async function assemble(scene: Scene, company: Company): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const [make, number] of company) {
    for (let index = 0; index < number; index += 1) subjects.push(await make(scene));
  }
  return subjects;
}

const callAll = (node: ServerNode, subjects: readonly Subject[]) =>
  Promise.all(subjects.map(({ calls }) => Promise.all(calls.map((call) => node.call(call)))));

/** How many messages the process sends for all of it: between the first and the last of them it will die. */
async function undisturbed(node: ServerNode, subjects: readonly Subject[]): Promise<number> {
  const before = node.wire.said();
  const answers = await callAll(node, subjects);
  if (!answers.every((given) => given.some((answer) => answer?.status === 200))) {
    throw new Error(`Not everything works that is to be interrupted: ${JSON.stringify(answers)}`);
  }
  return node.wire.said() - before;
}

/** Sends everything at once and kills the process at that message; where it had said all before, at the end. */
async function interrupted(node: ServerNode, subjects: readonly Subject[], message: number) {
  let killed: Promise<void> | undefined;
  node.wire.cutAt(message, () => {
    killed = node.kill();
  });
  const answers = await callAll(node, subjects);
  await (killed ?? node.kill());
  return answers;
}
