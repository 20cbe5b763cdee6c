import { initTRPC } from "@trpc/server";
import superjson from "superjson";

const t = initTRPC.create({ transformer: superjson });

/** The small answer, the same from everybody: nothing but the way in and out is measured. */
export const smallAnswer = () => ({
  id: "0193a5e0-7c1e-7000-8000-000000000001",
  name: "Mill Lane Bakery",
  active: true,
});

/** A router of one procedure, for adapters: no context, no database, the product's transformer. */
export const smallRouter = t.router({ small: t.procedure.query(smallAnswer) });
