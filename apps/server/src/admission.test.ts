import { describe, expect, test } from "vitest";
import { createAdmission, type Line } from "./admission.ts";

const least = 4;
const burst = 40;
const targetMs = 5;
const nobody: Line = { waiting: 0, waitedMs: 0 };

/** A door with a clock, a line and an event loop of the test's own. */
function door() {
  let nowMs = 0;
  let line = nobody;
  const done = { turns: 0, busyMs: 0 };
  const admission = createAdmission({
    ...{ line: () => line, loop: () => ({ ...done }), now: () => nowMs },
    ...{ targetMs, least, burst },
  });
  return {
    admission,
    enter: (times: number) => Array.from({ length: times }, () => admission.enter()).filter(Boolean).length,
    leave(times: number) {
      for (let left = times; left > 0; left -= 1) admission.leave();
    },
    rest(ms: number) {
      nowMs += ms;
    },
    /** Lets time pass, in turns of that length; in each a request knocks, and is done at once if it is let in. */
    pass(ms: number, { turnMs = 1, ...standing }: Partial<Line> & { turnMs?: number } = {}) {
      line = { ...nobody, ...standing };
      for (const endMs = nowMs + ms; nowMs < endMs; ) {
        nowMs += turnMs;
        done.turns += 1;
        done.busyMs += turnMs;
        if (admission.enter()) admission.leave();
      }
    },
  };
}

describe("requests that wait for a connection", () => {
  test("stand in line in a burst, and nobody is turned away", () => {
    const { admission, enter, pass } = door();
    expect(enter(burst - 1)).toBe(burst - 1);
    pass(2_000, { waiting: 29, waitedMs: 500 });
    expect(admission.limit).toBe(burst);
  });

  test("let in no more than would not have to stand there, once they are too many", () => {
    const { admission, enter, leave, pass } = door();
    pass(60, { waiting: 30, waitedMs: 50 });
    expect(enter(burst + 1)).toBe(burst);
    pass(60, { waiting: 30, waitedMs: 50 });
    // Forty, less those of the thirty who are behind the first tenth of the line.
    expect(admission.limit).toBe(13);
    leave(25);
    pass(60, { waiting: 5, waitedMs: 500 });
    expect(enter(1)).toBe(0);
    leave(15);
    expect(enter(burst)).toBe(admission.limit);
  });

  test("do not stand in a line that ends now and then", () => {
    const { admission, enter, pass } = door();
    enter(burst);
    for (let times = 40; times > 0; times -= 1) {
      pass(45, { waiting: 30, waitedMs: 45 });
      pass(5);
    }
    expect(admission.limit).toBeGreaterThanOrEqual(burst);
  });
});

describe("requests that wait for their turn of the event loop", () => {
  test("let in fewer the longer a turn takes, once they are too many, and a few in any case", () => {
    const { admission, enter, leave, pass } = door();
    enter(burst);
    pass(60, { turnMs: 8 });
    expect(admission.limit).toBe(25);
    pass(200, { turnMs: 20 });
    expect(admission.limit).toBe(10);
    pass(1_000, { turnMs: 200 });
    expect(admission.limit).toBe(least);
    leave(burst);
    expect(enter(burst)).toBe(least);
  });

  test("let in as many as before after one slow turn", () => {
    const { admission, enter, pass } = door();
    enter(burst);
    for (let times = 20; times > 0; times -= 1) {
      pass(30, { turnMs: 30 });
      pass(30);
    }
    expect(admission.limit).toBeGreaterThanOrEqual(burst);
  });
});

test("when the queue is gone more are let in from window to window, up to a burst", () => {
  const { admission, enter, leave, pass } = door();
  enter(burst);
  pass(500, { turnMs: 20 });
  leave(burst);
  const low = admission.limit;
  pass(500);
  expect(admission.limit).toBeGreaterThan(low);
  expect(admission.limit).toBeLessThan(burst);
  pass(3_000);
  expect(admission.limit).toBe(burst);
});

test("after a rest a burst may come again", () => {
  const { admission, enter, leave, pass, rest } = door();
  enter(burst);
  pass(500, { turnMs: 20 });
  leave(burst);
  expect(enter(burst)).toBe(admission.limit);
  leave(admission.limit);
  rest(3_000);
  expect(enter(burst)).toBe(burst);
});

test("requests that wait for neither make room for others", () => {
  const { enter, pass } = door();
  let slow = enter(burst + 1);
  expect(slow).toBe(burst);
  for (let times = 60; times > 0; times -= 1) {
    pass(60);
    slow += enter(20);
  }
  expect(slow).toBeGreaterThan(3 * burst);
});

test("a request that waits for its client is not under way, and is let in again whoever is there", () => {
  const { admission, enter } = door();
  enter(burst);
  admission.leave();
  expect(enter(2)).toBe(1);
  admission.resume();
  admission.leave();
  expect(enter(1)).toBe(0);
});

test("a few more may look what is wrong, and no more than a few", () => {
  const { admission, enter } = door();
  enter(burst);
  const urgent = Array.from({ length: 100 }, () => admission.enter(true)).filter(Boolean);
  expect(urgent.length).toBeGreaterThan(0);
  expect(urgent.length).toBeLessThan(10);
  admission.leave(true);
  expect([admission.enter(), admission.enter(true), admission.enter(true)]).toEqual([false, true, false]);
});

/** Requests come by the clock; each holds one of ten connections for ten milliseconds: a thousand a second get done. */
function simulate(perMs: number, endMs: number) {
  const connections = 10;
  let nowMs = 0;
  const line: number[] = [];
  const busy: { readonly untilMs: number; readonly cameMs: number }[] = [];
  const times: number[] = [];
  let refused = 0;
  const admission = createAdmission({
    line: () => ({ waiting: line.length, waitedMs: nowMs - (line[0] ?? nowMs) }),
    loop: () => ({ turns: nowMs, busyMs: nowMs }),
    now: () => nowMs,
    ...{ targetMs, least, burst },
  });
  for (; nowMs < endMs; nowMs += 1) {
    while (busy[0] && busy[0].untilMs <= nowMs) {
      times.push(nowMs - (busy.shift()?.cameMs ?? 0));
      admission.leave();
    }
    for (let left = perMs; left > 0; left -= 1) {
      if (admission.enter()) line.push(nowMs);
      else refused += 1;
    }
    while (busy.length < connections && line.length > 0) {
      busy.push({ untilMs: nowMs + 10, cameMs: line.shift() ?? nowMs });
    }
  }
  return { served: times.length, refused, p99: times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] };
}

test("of three times what can be done as much is done as can be, and whoever is let in waits little", () => {
  const { served, refused, p99 } = simulate(3, 10_000);
  expect(served).toBeGreaterThan(9_900);
  expect(served + refused).toBeGreaterThan(29_900);
  expect(p99).toBeLessThanOrEqual(40);
});
