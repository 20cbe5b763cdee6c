import { expect, test } from "vitest";
import { launchSettings } from "./settings.ts";

test.each([
  ["for whoever tries it out on their own machine", {}, true],
  ["with a database of one's own as well", { DATABASE_URL: "postgres://steward@db.example/steward" }, true],
  ["not where a network reaches that", { DATABASE_URL: "postgres://db.example/steward", STEWARD_HOST: "::" }, false],
  ["not behind a proxy", { STEWARD_TRUSTED_PROXIES: "1" }, false],
  ["not where others come in", { STEWARD_WEB_URL: "https://steward.example" }, false],
  ["wherever it is asked for", { STEWARD_WEB_URL: "https://steward.example", STEWARD_DEMO: "1" }, true],
  ["nowhere it is not wanted", { STEWARD_DEMO: "0" }, false],
])("the demo, whose passwords everybody knows, is there %s", (_where, environment, demo) => {
  expect(launchSettings(environment, "/srv/steward").demo).toBe(demo);
});

test("an operator is an address, and their link leads where people reach the workspace", () => {
  expect(() => launchSettings({ STEWARD_OPERATOR: "ann" }, "/")).toThrow(/^STEWARD_OPERATOR is not an e-mail address/);
  const named = { STEWARD_OPERATOR: "ann@steward.example", STEWARD_WEB_PORT: "3100" };
  expect(launchSettings(named, "/")).toMatchObject({
    operator: "ann@steward.example",
    webUrl: "http://localhost:3100",
  });
  expect(launchSettings({ STEWARD_WEB_URL: "https://steward.example/" }, "/").webUrl).toBe("https://steward.example");
});
