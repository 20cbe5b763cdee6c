import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { machineEnvironment } from "./environment.ts";
import { LaunchError } from "./failure.ts";

export interface PrepareRequest {
  readonly ownerUrl: string;
  /** What the passwords of the application's roles come from. */
  readonly secret: string;
  /** Whether the demo companies shall be there. */
  readonly demo: boolean;
  /** Who shall run the platform, if somebody is named, and where their link leads. */
  readonly operator: { readonly email: string; readonly webUrl: string } | null;
}

export type PrepareMessage =
  | { kind: "note"; text: string }
  | { kind: "migrated"; applied: number; appUrl: string; systemUrl: string }
  | { kind: "appointed"; link: string | null }
  | { kind: "seeded"; told: string[] }
  | { kind: "failed"; text: string; sentence: boolean };

type Message<Kind extends PrepareMessage["kind"]> = Extract<PrepareMessage, { kind: Kind }>;

/** The addresses the processes get: of the application's roles, never of the owner. */
export interface DatabaseUrls {
  readonly appUrl: string;
  readonly systemUrl: string;
}

/** The set-up of the database under way, in a process of its own. */
export interface Preparation {
  /** The schema is up to date. @throws {LaunchError} */
  migrated(note: (text: string) => void): Promise<DatabaseUrls>;
  /** The operator is there; the link to choose a password by, for who has no way in. @throws {LaunchError} */
  appointed(note: (text: string) => void): Promise<string | null>;
  /** The demo companies are there. @throws {LaunchError} */
  seeded(note: (text: string) => void): Promise<void>;
  stop(): void;
}

/** Begins to bring the schema up to date and, where it is asked for, to put the demo in. */
export function startPreparation(request: PrepareRequest): Preparation {
  const child = fork(fileURLToPath(new URL("./prepare-main.ts", import.meta.url)), {
    env: machineEnvironment(),
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // Ctrl-C reaches the whole terminal; the launcher decides what it means for this one.
    detached: process.platform !== "win32",
  });
  let tell: (text: string) => void = () => {};
  const receive = <Kind extends PrepareMessage["kind"]>(kind: Kind) => {
    const { promise, resolve, reject } = Promise.withResolvers<Message<Kind>>();
    child.on("message", (message: PrepareMessage) => {
      if (message.kind === "note") tell(message.text);
      if (message.kind === "failed") reject(failureOf(message));
      if (isOf(message, kind)) resolve(message);
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      reject(new LaunchError(`The set-up of the database ended with ${signal ?? `exit code ${code}`}.`));
    });
    promise.catch(() => {
      // Whoever waits for this stage learns of it; nobody waits for a stage after one that failed.
    });
    return promise;
  };
  const migrated = receive("migrated");
  const appointed = receive("appointed");
  const seeded = receive("seeded");
  child.send(request);
  return {
    async migrated(note) {
      tell = note;
      const { applied, appUrl, systemUrl } = await migrated;
      note(applied === 0 ? "up to date" : `${applied} ${applied === 1 ? "migration" : "migrations"}`);
      return { appUrl, systemUrl };
    },
    async appointed(note) {
      tell = note;
      const { link } = await appointed;
      note(request.operator?.email ?? "");
      return link;
    },
    async seeded(note) {
      tell = note;
      const { told } = await seeded;
      note(told.length > 0 ? told.join(" and ") : "there already");
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

function isOf<Kind extends PrepareMessage["kind"]>(message: PrepareMessage, kind: Kind): message is Message<Kind> {
  return message.kind === kind;
}

function failureOf({ text, sentence }: Message<"failed">): LaunchError {
  if (sentence) return new LaunchError(text);
  const [first = "", ...stack] = text.split("\n");
  return new LaunchError(`The database could not be set up: ${first}`, stack);
}
