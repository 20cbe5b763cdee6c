import { z } from "zod";

/** The PostgreSQL channel on which every process hears of access that has just changed. */
export const accessChannel = "steward_auth";

/**
 * What is said on `accessChannel`, as JSON, in the transaction that makes it true: whoever remembers this session, this
 * person's sessions and keys (`user`), this API key, this member's place and keys, the places of those who have this
 * role, or an organisation's places and own host name (`tenant`) forgets them and looks again.
 *
 * It grants and takes nothing by itself: a change nobody made costs one look-up.
 */
export const accessChangeSchema = z.object({
  kind: z.enum(["session", "user", "key", "member", "role", "tenant"]),
  id: z.uuid(),
});

export type AccessChange = z.infer<typeof accessChangeSchema>;
