import { spawn } from "node:child_process";

/** Ends what the launcher started if the launcher itself is killed and cannot. */
export interface Guard {
  /** Watches over a process group, or over a process that stops by another signal. */
  watch(pid: number, kind: "group" | "database"): void;
  /** Everything has been stopped in order: nothing is left to guard. */
  release(): void;
}

/**
 * A shell that reads process numbers from the launcher and waits for the end of its input, which comes when the
 * launcher is gone, however it went. The database is told last.
 */
const script = `
groups=
database=
while read -r kind pid; do
  case $kind in
    group) groups="$groups -$pid" ;;
    database) database=$pid ;;
    release) exit 0 ;;
  esac
done
for group in $groups; do kill -TERM "$group" 2>/dev/null; done
sleep 3
for group in $groups; do kill -KILL "$group" 2>/dev/null; done
[ -n "$database" ] && kill -INT "$database" 2>/dev/null
exit 0`;

export function startGuard(): Guard {
  if (process.platform === "win32") return { watch() {}, release() {} };
  const shell = spawn("/bin/sh", ["-c", script], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  shell.on("error", () => {
    // Without a shell nobody guards; everything else works.
  });
  shell.stdin.on("error", () => {
    // It has ended; see above.
  });
  shell.unref();
  return {
    watch: (pid, kind) => void shell.stdin.write(`${kind} ${pid}\n`),
    release: () => void shell.stdin.end("release 0\n"),
  };
}
