export { createDatabase, type Database, type TenantDb, type TransactionOptions } from "./database.ts";
export type { DatabaseOptions, PoolStatistics } from "./driver/pool.ts";
export {
  databaseFailure,
  isCheckViolation,
  isForeignKeyViolation,
  isSerializationFailure,
  isUniqueViolation,
} from "./failure.ts";
export { type KeysetOptions, type KeysetPart, keysetPage } from "./keyset/page.ts";
export { uuidv7 } from "./uuid.ts";
