/** Who stands in line for a connection to the database. */
export interface Line {
  readonly waiting: number;
  /** How long the first of them has waited. */
  readonly waitedMs: number;
}

/** What the event loop has done since the process began. */
export interface LoopTurns {
  readonly turns: number;
  readonly busyMs: number;
}

interface AdmissionOptions {
  /** Both are read when a request comes or goes. */
  readonly line: () => Line;
  readonly loop: () => LoopTurns;
  /** How long requests may stand in line for a connection, or for their turn of the loop, before fewer are let in. */
  readonly targetMs: number;
  /** Requests that may be under way in any case: enough to keep processor and database busy with each other. */
  readonly least: number;
  /** Requests that may be under way while there are no more than can soon be done. */
  readonly burst: number;
  /** Milliseconds from some moment on, never backwards. */
  readonly now?: () => number;
}

/** Decides at the door who may begin. Whoever was let in is never turned away afterwards. */
export interface Admission {
  /** Lets a request in, or does not; `leave` follows once for each that was let in, and says as much of it. */
  enter(isUrgent?: boolean): boolean;
  leave(isUrgent?: boolean): void;
  /** Counts a request again that was let in before, and has left to wait for its client. */
  resume(isUrgent?: boolean): void;
  /** Requests that may be under way now. */
  readonly limit: number;
}

/** A burst is over in less, a queue that stands is not: CoDel's interval, shorter than for packets on their way round. */
const windowMs = 50;
/** One slow turn, such as a collection of garbage, spoils the slice it is in and no other. */
const sliceMs = 10;
/** Kept for those who look what is wrong; few, because anybody can claim to be one of them. */
const urgentReserve = 4;

/**
 * Limits the requests under way by how long those under way wait: the first in line for a connection, and everybody for a
 * turn of the event loop. A queue in itself is good: it keeps processor and connections busy, and a burst is over soon.
 * What helps nobody is one that stands, that is, in which even the shortest wait of a window is longer than `targetMs`
 * (RFC 8289, section 3; "Fail at Scale", ACM Queue 13/8, applies it to servers). If then somebody has to be turned away
 * because so many are under way, the limit falls to what would not have stood; without a queue that stands it rises by
 * steps, far where requests are held by something else.
 */
export function createAdmission(options: AdmissionOptions): Admission {
  const { line, loop, targetMs, least, burst, now = () => performance.now() } = options;
  let limit = burst;
  let underWay = 0;
  let urgent = 0;
  let window = newWindow(now());
  let sliceStart = now();
  let done = loop();

  /** What the limit would have to be for a queue of `targetMs`; infinite where there is none as long as that. */
  const bearable = (waiting: number): number => {
    const byLine =
      window.waitMs > targetMs ? underWay - waiting * (1 - targetMs / window.waitMs) : Number.POSITIVE_INFINITY;
    const isLate = window.turnMs > targetMs && Number.isFinite(window.turnMs);
    const byTurn = isLate ? (window.most * targetMs) / window.turnMs : Number.POSITIVE_INFINITY;
    return Math.floor(Math.min(byLine, byTurn));
  };

  const judge = (windows: number, waiting: number) => {
    const most = bearable(waiting);
    if (window.refused) limit = Math.max(least, Math.min(limit + Math.ceil(limit / 16), most));
    // Windows in which nobody came count as well, but for those in which the loop had no turn for anybody.
    const free = window.refused && Number.isFinite(most) ? 0 : windows - Number(window.refused);
    if (free === 0) return;
    if (limit < burst) limit = Math.min(burst, limit + free);
    else limit = Math.max(burst, Math.min(limit, window.most * 2));
  };

  const look = () => {
    const nowMs = now();
    const { waiting, waitedMs } = line();
    window.waitMs = Math.min(window.waitMs, waitedMs);
    if (nowMs - sliceStart >= sliceMs) {
      const { turns, busyMs } = loop();
      window.turnMs = Math.min(window.turnMs, (busyMs - done.busyMs) / Math.max(1, turns - done.turns));
      done = { turns, busyMs };
      sliceStart = nowMs;
    }
    const windows = Math.floor((nowMs - window.startMs) / windowMs);
    if (windows === 0) return;
    judge(windows, waiting);
    window = newWindow(nowMs, underWay);
  };

  return {
    get limit() {
      return limit;
    },
    enter(isUrgent = false) {
      look();
      if (underWay >= limit && !(isUrgent && urgent < urgentReserve)) {
        window.refused = true;
        return false;
      }
      underWay += 1;
      if (isUrgent) urgent += 1;
      window.most = Math.max(window.most, underWay);
      return true;
    },
    leave(isUrgent = false) {
      underWay -= 1;
      if (isUrgent) urgent -= 1;
      look();
    },
    resume(isUrgent = false) {
      underWay += 1;
      if (isUrgent) urgent += 1;
    },
  };
}

/** What was seen since a moment: the shortest waits, the most requests under way, whether somebody was turned away. */
function newWindow(startMs: number, most = 0) {
  return { startMs, waitMs: Number.POSITIVE_INFINITY, turnMs: Number.POSITIVE_INFINITY, most, refused: false };
}
