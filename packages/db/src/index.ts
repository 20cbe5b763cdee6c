export { createDatabase, type Database, type TenantDb, type TransactionOptions } from "./database.ts";
export type { DatabaseOptions, PoolStatistics } from "./driver/pool.ts";
export {
  databaseFailure,
  isCheckViolation,
  isForeignKeyViolation,
  isSerializationFailure,
  isUniqueViolation,
} from "./failure.ts";
export { encodeCursor, type KeysetPosition } from "./keyset/cursor.ts";
export { type KeysetOptions, type KeysetPart, keysetPage } from "./keyset/page.ts";
export { type Mail, mailChannel, queueMail } from "./mail-queue.ts";
export { foldText, searchTextOf } from "./search/fold.ts";
export { type SearchableTable, type SearchHit, searchFilter, searchIds, searchWithin } from "./search/search.ts";
export { firstUuidAt, uuidv7, withIds } from "./uuid.ts";
