import type { Page } from "@playwright/test";

/** What a drawing of frames took, in milliseconds. */
export interface Frames {
  readonly p95Ms: number;
  readonly longestMs: number;
  readonly count: number;
}

const patience = { timeout: 60_000 };

/** From the address to the first row or card that can be read, with the page's code in the browser's cache. */
export async function firstPaintMs(page: Page, path: string, selector: string): Promise<number> {
  await page.goto("about:blank");
  const startedAtMs = performance.now();
  await page.goto(path, { waitUntil: "commit" });
  await page.locator(selector).first().waitFor(patience);
  return performance.now() - startedAtMs;
}

/** How long frames take while something is done: the time between one callback of the browser and the next. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const times: number[] = [];
    const state = { times, isOver: false };
    Object.assign(window, { benchFrames: state });
    const note = (at: number) => {
      times.push(at);
      if (!state.isOver) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => {
    const { benchFrames } = window as unknown as { benchFrames: { times: number[]; isOver: boolean } };
    benchFrames.isOver = true;
    return benchFrames.times;
  });
  const spans = times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .toSorted((one, other) => one - other);
  return {
    p95Ms: spans[Math.floor(spans.length * 0.95)] ?? Number.NaN,
    longestMs: spans.at(-1) ?? Number.NaN,
    count: spans.length,
  };
}

/** Moves the first card of a lane one lane to the right by keyboard; from the drop until it shows there and is stored. */
export async function moveByKeyboardMs(page: Page, lane: string, nextLane: string): Promise<number> {
  const handle = page.locator(`[data-lane="${lane}"] [data-rfd-drag-handle-draggable-id]`).first();
  const id = (await handle.getAttribute("data-rfd-drag-handle-draggable-id")) ?? "";
  await handle.focus();
  await page.keyboard.press("Space");
  await page.waitForTimeout(400);
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(400);
  const stored = page.waitForResponse((response) => response.url().includes("projects.task.move") && response.ok());
  const startedAtMs = performance.now();
  await page.keyboard.press("Space");
  await page.locator(`[data-lane="${nextLane}"] [data-rfd-drag-handle-draggable-id="${id}"]`).waitFor(patience);
  await stored;
  return performance.now() - startedAtMs;
}

/** Drags the first card of a lane over the next ones with the mouse and drops it there. */
export async function dragByMouse(page: Page, lane: string, nextLane: string): Promise<void> {
  const from = await page.locator(`[data-lane="${lane}"] article`).first().boundingBox();
  const to = await page.locator(`[data-lane="${nextLane}"] article`).first().boundingBox();
  if (!from || !to) throw new Error("There is nothing to drag.");
  await page.mouse.move(from.x + 40, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 40, { steps: 5 });
  await page.mouse.move(to.x + 60, to.y + 60, { steps: 60 });
  // Moves are drawn later than they are made, and a drop forgets those that were not.
  await page.locator(`[data-lane="${nextLane}"] [data-over]`).waitFor(patience);
  await page.mouse.up();
}

/** From the last letter typed until the cards that are shown are those that were looked for. */
export async function searchMs(page: Page, words: string): Promise<number> {
  const answered = page.waitForResponse((response) => response.url().includes("board.columns") && response.ok());
  await page.getByRole("searchbox", { name: "Search tasks" }).fill(words);
  const startedAtMs = performance.now();
  await answered;
  await page.locator("article", { hasText: words }).first().waitFor(patience);
  return performance.now() - startedAtMs;
}
