import { notificationKinds } from "@steward/contracts/notification-kinds";
import { expect, test } from "vitest";
import { moduleOf, tellingModules } from "./module-looks.ts";

test("the inbox can be narrowed to each module that tells anybody anything", () => {
  expect(tellingModules.toSorted()).toEqual([...new Set(notificationKinds.map(({ name }) => moduleOf(name)))].sort());
});
