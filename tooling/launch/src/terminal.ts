import { styleText } from "node:util";

/** Shows what happens: on a terminal as lines that move, elsewhere as plain lines. */
export interface Progress {
  /** Runs `work` as a named step. `note` says what it is doing right now; what it resolves to may say how it ended. */
  step<T>(label: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
  /** Prints text as it is, above whatever moves. */
  print(text: string): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 90;
const labelWidth = 26;

export function seconds(ms: number): string {
  return ms < 60_000
    ? `${(ms / 1000).toFixed(1)} s`
    : `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

interface RunningStep {
  readonly label: string;
  readonly startedAtMs: number;
  note: string;
}

export function createProgress(output: NodeJS.WriteStream): Progress {
  return output.isTTY ? moving(output) : plain(output);
}

const line = (mark: string, label: string, note: string, ms: number) =>
  `  ${mark} ${label.padEnd(labelWidth)} ${styleText("dim", [seconds(ms).padStart(7), note].filter(Boolean).join("  "))}`;

function moving(output: NodeJS.WriteStream): Progress {
  const running = new Set<RunningStep>();
  let shown = 0;
  let frame = 0;
  let timer: NodeJS.Timeout | undefined;
  const clear = () => {
    if (shown > 0) output.write(`\x1b[${shown}A\x1b[0J`);
    shown = 0;
  };
  const draw = () => {
    clear();
    const spinner = styleText("cyan", frames[frame % frames.length] ?? "·");
    for (const { label, note, startedAtMs } of running) {
      // A line that wraps would be counted as one and never be cleared.
      const room = Math.max(0, (output.columns || 80) - labelWidth - 16);
      output.write(`${line(spinner, label, note.slice(0, room), performance.now() - startedAtMs)}\n`);
      shown += 1;
    }
  };
  const schedule = () => {
    if (running.size > 0 && !timer) {
      output.write("\x1b[?25l");
      timer = setInterval(() => {
        frame += 1;
        draw();
      }, frameMs);
    }
    if (running.size === 0) stop();
  };
  const stop = () => {
    clearInterval(timer);
    if (timer) output.write("\x1b[?25h");
    timer = undefined;
  };
  const print = (text: string) => {
    clear();
    output.write(`${text}\n`);
    draw();
  };
  return {
    print,
    async step(label, work) {
      const step: RunningStep = { label, startedAtMs: performance.now(), note: "" };
      running.add(step);
      schedule();
      draw();
      let mark = styleText("red", "✗");
      try {
        const result = await work((note) => {
          step.note = note;
        });
        mark = styleText("green", "✓");
        return result;
      } finally {
        running.delete(step);
        print(line(mark, label, step.note, performance.now() - step.startedAtMs));
        schedule();
      }
    },
    end() {
      clear();
      stop();
    },
  };
}

function plain(output: NodeJS.WriteStream): Progress {
  const print = (text: string) => void output.write(`${text}\n`);
  return {
    print,
    async step(label, work) {
      const startedAtMs = performance.now();
      let lastNote = "";
      let outcome = "failed";
      print(`${label} …`);
      try {
        const result = await work((note) => {
          lastNote = note;
        });
        outcome = "done";
        return result;
      } finally {
        const note = lastNote ? `, ${lastNote}` : "";
        print(`${label}: ${outcome} in ${seconds(performance.now() - startedAtMs)}${note}`);
      }
    },
    end() {},
  };
}
