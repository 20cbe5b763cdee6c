// What rules elsewhere write of people's access, without sign-in and its libraries.
export { announceAccessChange } from "./access-change.ts";
export { type NewSecurityEvent, recordSecurityEvent } from "./security-event.ts";
export type { AuthSource } from "./source.ts";
