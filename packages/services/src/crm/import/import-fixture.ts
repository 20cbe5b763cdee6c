import type { Role } from "@steward/contracts";
import { type ConfigureImportInput, type ImportOptions, runImportJob } from "@steward/contracts/crm/import";
import { installJobQueue } from "@steward/db/migrate";
import { actingScope, createTwoTenants, type TestTenant, type TwoTenants } from "@steward/testing";
import pg from "pg";
import type { JobRun, ServiceContext } from "../../kernel/index.ts";
import { getImport, type ImportDetail } from "./import-queries.ts";
import { configureImport, startImport } from "./imports.ts";
import { type ImportReview, reviewImport } from "./review.ts";
import { runImport } from "./run.ts";
import { uploadImport } from "./upload.ts";

export type Content = string | Buffer<ArrayBuffer>;

/** One member of an organisation, importing. */
export interface Importer {
  look<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  act<T>(work: (ctx: ServiceContext) => Promise<T>): Promise<T>;
  /** Stages a file; bytes or text. */
  upload(content: Content, fileName?: string): Promise<string>;
  configure(
    id: string,
    input: Omit<ConfigureImportInput, "id" | "options"> & { options?: Partial<ImportOptions> },
  ): Promise<ImportDetail>;
  review(id: string): Promise<ImportReview>;
  /** Starts and carries out, as the worker would. */
  run(id: string, job?: Partial<JobRun>): Promise<ImportDetail>;
  job(job?: Partial<JobRun>): JobRun;
}

export interface ImportFixture {
  two: TwoTenants;
  acme: Importer;
  globex: Importer;
  as(tenant: TestTenant, role: Role): Importer;
  close(): Promise<void>;
}

/** Two organisations in a database of their own, with the job queue. */
export async function createImportFixture(): Promise<ImportFixture> {
  const two = await createTwoTenants();
  const owner = new pg.Client({ connectionString: two.ownerUrl });
  await owner.connect();
  await installJobQueue(owner, two.ownerUrl, [runImportJob]);
  await owner.end();
  const as = (tenant: TestTenant, role: Role) => importer(two, tenant, role);
  return { two, acme: as(two.acme, "member"), globex: as(two.globex, "member"), as, close: () => two.close() };
}

function importer(two: TwoTenants, tenant: TestTenant, role: Role): Importer {
  const scope = actingScope(tenant, role);
  const look: Importer["look"] = (work) => work({ ...scope, db: two.database.read(tenant.id) });
  const act: Importer["act"] = (work) => two.database.withTenant(tenant.id, (db) => work({ ...scope, db }));
  const job: Importer["job"] = (rest = {}) => ({
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
    look,
    act,
    job,
    upload: async (content, fileName = "file.csv") =>
      (await act((ctx) => uploadImport(ctx, { file: new File([content], fileName) }))).id,
    configure: (id, input) => act((ctx) => configureImport(ctx, { id, ...input })),
    review: (id) => look((ctx) => reviewImport(ctx, id)),
    async run(id, rest) {
      await act((ctx) => startImport(ctx, { id }));
      await runImport(job(rest), id);
      return look((ctx) => getImport(ctx, id));
    },
  };
}
