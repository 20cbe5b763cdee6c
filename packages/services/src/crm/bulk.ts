export { type BulkResult, givenFields, previousValues } from "../kernel/index.ts";
