import type { Role } from "@steward/contracts";
import { runTaskImportJob } from "@steward/contracts/projects/import";
import { defaultStatuses } from "@steward/contracts/projects/status";
import { uuidv7 } from "@steward/db";
import { installJobQueue } from "@steward/db/migrate";
import { project, projectMember, task, taskStatus } from "@steward/db/schema";
import { actingScope, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import { and, asc, eq, isNull } from "drizzle-orm";
import pg from "pg";
import type { JobRun, ServiceContext } from "../../kernel/index.ts";
import { getTaskImport, type TaskImportDetail } from "./import-queries.ts";
import { startTaskImport } from "./imports.ts";
import { runTaskImport } from "./run.ts";
import { uploadTaskImport } from "./upload.ts";

/** One member of an organisation, importing tasks. */
export interface TaskImporter {
  act<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  upload(projectId: string, content: string, fileName?: string): Promise<string>;
  /** Starts and carries out, as the worker would. */
  run(id: string, job?: Partial<JobRun>): Promise<TaskImportDetail>;
  job(job?: Partial<JobRun>): JobRun;
  /** The project's tasks by their number. */
  tasks(projectId: string): Promise<(typeof task.$inferSelect)[]>;
}

export interface TaskImportFixture {
  two: TwoTenants;
  acme: TaskImporter;
  as(tenant: TestTenant, role: Role): TaskImporter;
  /** A project with the usual workflow that these of Acme work in. */
  project(
    roles: readonly Role[],
    visibility?: "organisation" | "private",
  ): Promise<{ id: string; statusIds: string[] }>;
  close(): Promise<void>;
}

export async function createTaskImportFixture(): Promise<TaskImportFixture> {
  const two = await createTwoTenants();
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, two.ownerUrl, [runTaskImportJob]);
  await owner.end();
  let made = 0;
  return {
    two,
    acme: importer(two, two.acme, "member"),
    as: (tenant, role) => importer(two, tenant, role),
    project: (roles, visibility = "organisation") => addProject(two, { roles, visibility, key: `P${++made}` }),
    close: () => two.close(),
  };
}

async function addProject(
  two: TwoTenants,
  { roles, visibility, key }: { roles: readonly Role[]; visibility: "organisation" | "private"; key: string },
): Promise<{ id: string; statusIds: string[] }> {
  const { id: tenantId, members } = two.acme;
  const id = uuidv7();
  const statuses = defaultStatuses.map((status, position) => ({ ...status, position, id: uuidv7(), projectId: id }));
  await two.database.withTenant(tenantId, async (db) => {
    const ownerId = members.owner.memberId;
    await db.insert(project).values({ id, name: key, key, visibility, ownerId, currency: "USD" });
    await db.insert(taskStatus).values(statuses);
    const places = roles.map((role) => ({ projectId: id, memberId: members[role].memberId }));
    if (places.length > 0) await db.insert(projectMember).values(places);
  });
  return { id, statusIds: statuses.map((status) => status.id) };
}

function importer(two: TwoTenants, tenant: TestTenant, role: Role): TaskImporter {
  const scope = actingScope(tenant, role);
  const act: TaskImporter["act"] = (work) => two.database.withTenant(tenant.id, (db) => work({ ...scope, db }));
  const job: TaskImporter["job"] = (rest = {}) => ({
    ...scope,
    jobId: "job-of-a-test",
    attempt: 1,
    lastAttempt: true,
    signal: new AbortController().signal,
    transaction: act,
    once: async (work) => {
      await act(work);
      return true;
    },
    progress: async () => {},
    ...rest,
  });
  return {
    act,
    job,
    upload: async (projectId, content, fileName = "tasks.csv") =>
      (await act((ctx) => uploadTaskImport(ctx, { projectId, file: new File([content], fileName) }))).id,
    async run(id, rest) {
      await act((ctx) => startTaskImport(ctx, { id }));
      await runTaskImport(job(rest), id);
      return act((ctx) => getTaskImport(ctx, id));
    },
    tasks: (projectId) =>
      act(({ db }) =>
        db
          .select()
          .from(task)
          .where(and(eq(task.projectId, projectId), isNull(task.deletedAt)))
          .orderBy(asc(task.number)),
      ),
  };
}
