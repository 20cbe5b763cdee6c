import { bigint, index, integer, pgTable, varchar } from "drizzle-orm/pg-core";
import { systemOnly } from "../auth/user.ts";

/** Counters of the request limits, in the layout of rate-limiter-flexible. */
export const rateLimit = pgTable(
  "rate_limit",
  {
    key: varchar("key", { length: 255 }).primaryKey(),
    points: integer("points").notNull().default(0),
    /** Milliseconds since 1970. */
    expire: bigint("expire", { mode: "number" }),
  },
  (t) => [index("rate_limit_expire").on(t.expire), systemOnly("rate_limit")],
);
