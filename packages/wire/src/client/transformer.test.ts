import { expect, test } from "vitest";
import { stringify } from "../server/index.ts";
import { transformer } from "./index.ts";

test("what the server writes is what the client reads", () => {
  const answer = { items: [{ id: "a", amountMinor: 1_990n, at: new Date(0), note: undefined }], seen: new Set([1]) };
  expect(transformer.deserialize(JSON.parse(stringify(answer)))).toEqual(answer);
  expect(transformer.deserialize(JSON.parse(JSON.stringify(transformer.serialize(answer))))).toEqual(answer);
});
