import { describe, expect, it } from "vitest";
import { deviceName, isHandheld } from "./device-name.ts";

const agents = {
  "Chrome on Windows":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36",
  "Edge on Windows":
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36 Edg/145.0.0.0",
  "Safari on Mac":
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
  "Safari on iPhone":
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1",
  "Chrome on iPhone":
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/145.0.0.0 Mobile/15E148 Safari/604.1",
  "Firefox on Linux": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Chrome on Android":
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Mobile Safari/537.36",
  curl: "curl/8.14.1",
} as const;

describe("deviceName", () => {
  it.each(Object.entries(agents))("says %s", (name, agent) => {
    expect(deviceName(agent)).toBe(name);
  });

  it.each([null, "", "Mozilla/5.0", "()"])("knows nothing of %j", (agent) => {
    expect(deviceName(agent)).toBe("Unknown device");
  });
});

it("tells what is carried about", () => {
  expect(isHandheld(agents["Safari on iPhone"])).toBe(true);
  expect(isHandheld(agents["Safari on Mac"])).toBe(false);
});
