import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Measure, Report } from "../kernel/report.ts";
import { median } from "../kernel/statistics.ts";
import { openHouse } from "../list/house.ts";
import { type FilledProject, fillProjects } from "../projects/fill.ts";
import { dragByMouse, firstPaintMs, framesDuring, moveByKeyboardMs, searchMs } from "../projects/look.ts";
import { type Product, startProduct } from "../start/product.ts";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const size = { projects: 50, tasksPerProject: 5_000 };
const rounds = 5;
/** What a screen draws in a sixtieth of a second. */
const frameMs = 1000 / 60;

export const measure: Measure = {
  name: "projects",
  description:
    "50 projects of 5,000 tasks in a browser: the board's first paint, a drag, a search, and scrolling a Gantt chart",
  async run(report) {
    await using house = await openHouse();
    let product: Product | undefined;
    let browser: Browser | undefined;
    try {
      report.progress("starting the product");
      product = await startProduct(root, () => {}, { DATABASE_URL: house.ownerUrl, STEWARD_DEMO: "1" });
      report.progress(`filling ${size.projects} projects`);
      const [project] = await fillProjects(house.ownerUrl, "acme", size);
      if (!project) throw new Error("Nothing was filled.");
      browser = await chromium.launch({
        executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
        args: ["--no-sandbox", "--disable-gpu"],
      });
      const page = await signedIn(browser, product.webUrl);
      await measureBoard(page, project, report);
      await measureGantt(page, project, report);
    } finally {
      await browser?.close();
      await product?.stop();
    }
  },
};

async function signedIn(browser: Browser, webUrl: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: webUrl, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("manager@acme.test");
  await page.getByLabel("Password", { exact: true }).fill("steward-demo");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  return page;
}

async function repeat(times: number, work: () => Promise<number>): Promise<number> {
  const found: number[] = [];
  for (let round = 0; round < times; round += 1) found.push(await work());
  return median(found);
}

async function measureBoard(page: Page, { id }: FilledProject, report: Report): Promise<void> {
  const path = `/acme/projects/${id}/board`;
  const card = "[data-lane] article";
  report.progress("the board");
  await firstPaintMs(page, path, card);
  report.figure("board, address to first card", await repeat(rounds, () => firstPaintMs(page, path, card)), "ms");
  await page.waitForLoadState("networkidle");
  const lanes = await page
    .locator("[data-lane]")
    .evaluateAll((all) => all.map((lane) => lane.getAttribute("data-lane") ?? ""));
  const [, todo = "", progress = ""] = lanes;
  report.figure(
    "board, drop by keyboard until shown and stored",
    await repeat(rounds, () => moveByKeyboardMs(page, todo, progress)),
    "ms",
  );
  const drag = await framesDuring(page, () => dragByMouse(page, todo, progress));
  report.figure("board, a frame while dragging by mouse, 95 of 100", drag.p95Ms, "ms");
  report.figure("board, the longest frame of the drag", drag.longestMs, "ms");
  report.figure("board, search until shown", await repeat(1, () => searchMs(page, "the pump 3507")), "ms");
}

async function measureGantt(page: Page, { id }: FilledProject, report: Report): Promise<void> {
  const path = `/acme/projects/${id}/gantt`;
  const row = '[role="treegrid"] [role="row"][aria-level]';
  report.progress("the Gantt chart");
  await firstPaintMs(page, path, row);
  report.figure("Gantt, address to first row", await repeat(rounds, () => firstPaintMs(page, path, row)), "ms");
  await page.waitForLoadState("networkidle");
  await page.locator('[role="treegrid"]').hover();
  const scroll = await framesDuring(page, async () => {
    for (let step = 0; step < 120; step += 1) {
      await page.mouse.wheel(0, 400);
      await page.waitForTimeout(frameMs);
    }
  });
  report.figure("Gantt, a frame while scrolling 5,000 rows, 95 of 100", scroll.p95Ms, "ms");
  report.figure("Gantt, the longest frame of the scroll", scroll.longestMs, "ms");
}
