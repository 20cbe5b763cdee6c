import { expect, test } from "vitest";
import { dayStart } from "./day-start.ts";

test("a day begins where the organisation is, however far from Greenwich", () => {
  expect(dayStart("2026-05-01", "UTC").toISOString()).toBe("2026-05-01T00:00:00.000Z");
  expect(dayStart("2026-05-01", "Europe/Berlin").toISOString()).toBe("2026-04-30T22:00:00.000Z");
  expect(dayStart("2026-05-01", "Pacific/Kiritimati").toISOString()).toBe("2026-04-30T10:00:00.000Z");
  expect(dayStart("2026-05-01", "Pacific/Pago_Pago").toISOString()).toBe("2026-05-01T11:00:00.000Z");
  expect(dayStart("2026-05-01", "Asia/Kathmandu").toISOString()).toBe("2026-04-30T18:15:00.000Z");
});
