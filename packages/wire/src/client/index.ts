import superjson, { type SuperJSONResult } from "superjson";

/**
 * The client's half of the wire, for the links of `@trpc/client`: superjson, which reads what the server's `stringify`
 * wrote. What was just parsed belongs to nobody else, so it is restored in place rather than copied first.
 */
export const transformer = {
  serialize: (value: unknown): SuperJSONResult => superjson.serialize(value),
  deserialize: (payload: SuperJSONResult): unknown => superjson.deserialize(payload, { inPlace: true }),
};
