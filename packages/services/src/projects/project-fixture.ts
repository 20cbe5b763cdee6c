import { randomBytes } from "node:crypto";
import { permissionsOf, type Role } from "@steward/contracts";
import type { CreateProjectInput, ProjectDetail } from "@steward/contracts/projects/project";
import { uuidv7 } from "@steward/db";
import { member, user } from "@steward/db/schema";
import { createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import type { Actor, ServiceContext } from "../kernel/index.ts";
import { createProject } from "./project/project.ts";

/** A colleague, who asks and acts as requests of theirs would. */
export interface Worker {
  readonly id: string;
  readonly name: string;
  look<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  act<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  /** Starts a project of theirs, with these in it. */
  start(input?: Partial<CreateProjectInput>, ...others: readonly Worker[]): Promise<ProjectDetail>;
}

/** An organisation whose members work. */
export interface Workshop {
  readonly two: TwoTenants;
  /** The member of that role, of acme unless another is named. */
  as(role: Role, of?: TestTenant): Worker;
  /** New colleagues in acme. */
  invite(count: number): Promise<Worker[]>;
  close(): Promise<void>;
}

type Person = Pick<Actor, "memberId" | "userId" | "name" | "email" | "role">;

export async function openWorkshop(): Promise<Workshop> {
  const two = await createTwoTenants();
  const worker = (tenant: TestTenant, person: Person): Worker => {
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
    const act: Worker["act"] = (work) => two.database.withTenant(tenant.id, (db) => work({ ...scope(), db }));
    return {
      id: person.memberId,
      name: person.name,
      look: (work) => work({ ...scope(), db: two.database.read(tenant.id) }),
      act,
      start: (input = {}, ...others) =>
        act((ctx) =>
          createProject(ctx, {
            name: "A project",
            key: `K${randomBytes(4).toString("hex").toUpperCase()}`,
            members: others.map(({ id }) => ({ memberId: id, role: "member" })),
            ...input,
          }),
        ),
    };
  };
  return {
    two,
    as: (role, of = two.acme) => worker(of, of.members[role]),
    invite: async (count) => {
      const people = Array.from({ length: count }, (_, index) => ({
        ...{ memberId: uuidv7(), userId: uuidv7(), name: `Worker ${index}`, role: "member" as const },
        email: `worker-${index}-${uuidv7()}@acme.test`,
      }));
      await two.system.insert(user).values(people.map(({ userId, name, email }) => ({ id: userId, name, email })));
      await two.system
        .insert(member)
        .values(people.map(({ memberId, ...person }) => ({ ...person, tenantId: two.acme.id, id: memberId })));
      return people.map((person) => worker(two.acme, person));
    },
    close: () => two.close(),
  };
}
