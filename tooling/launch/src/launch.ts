import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { buildSite, nextProgram } from "./build.ts";
import { type Child, startChild } from "./child.ts";
import { holdDataDir, prepareDataDir, readSecrets } from "./data-dir.ts";
import { openDatabase } from "./database.ts";
import { environmentOf, type Installation } from "./environment.ts";
import { LaunchError } from "./failure.ts";
import { startGuard } from "./guard.ts";
import { assertPortsFree } from "./ports.ts";
import { startPreparation } from "./prepare.ts";
import { type LaunchSettings, type Service, services } from "./settings.ts";
import type { Progress } from "./terminal.ts";

const readyTimeoutMs = 120_000;
const patienceMs = 25_000;

export interface LaunchOptions {
  root: string;
  settings: LaunchSettings;
  progress: Progress;
  /** Reloads what is edited instead of building it. */
  dev?: boolean;
  /** The processes to start; all of them unless somebody works on one and runs it otherwise. */
  only?: readonly Service[];
  /** Gets everything the processes write, beside their log files. */
  onOutput?: (service: Service, chunk: Buffer) => void;
}

export interface Running {
  readonly urls: Readonly<Record<Service, string>>;
  readonly logDir: string;
  /** Where the operator chooses a password, within half an hour; null where there is nothing to choose. */
  readonly operatorLink: string | null;
  /** Rejects when a process ends by itself. */
  readonly failed: Promise<never>;
}

/**
 * Everything the launcher has begun, so that it can be ended at any moment: half-way through a start as well as
 * after it.
 */
export class Launch {
  readonly #undo: { name: string; stop: () => Promise<void> }[] = [];
  readonly #children: Child[] = [];
  readonly #guard = startGuard();
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** @throws {LaunchError | SettingsError | DatabaseSetupError} one sentence; what was begun is still to be stopped. */
  async start({ root, settings, progress, dev = false, only = services, onOutput }: LaunchOptions): Promise<Running> {
    const { dataDir } = settings;
    const logDir = join(dataDir, "logs");
    prepareDataDir(dataDir);
    const release = holdDataDir(dataDir, addressOf(settings, "web"));
    this.#undo.push({ name: "data directory", stop: async () => release() });
    await assertPortsFree(settings);
    const secrets = readSecrets(dataDir);
    const database = await progress.step("Database", async (note) => {
      const opened = await openDatabase(settings);
      note(opened.description);
      return opened;
    });
    if (database.pid !== undefined) {
      this.#undo.push({ name: "database", stop: database.stop });
      this.#guard.watch(database.pid, "database");
    }
    const { ownerUrl } = database;
    const { demo, operator: email, webUrl } = settings;
    const operator = email === undefined ? null : { email, webUrl };
    const preparation = startPreparation({ ownerUrl, secret: secrets.database, demo, operator });
    this.#undo.push({ name: "set-up", stop: async () => preparation.stop() });
    // What is wrong with a database shows here, before a minute is spent on building.
    const urls = await progress.step("Tables", preparation.migrated);
    const operatorLink = operator ? await progress.step("Operator", preparation.appointed) : null;
    await Promise.all([
      demo ? progress.step("Demo companies", preparation.seeded) : undefined,
      dev ? undefined : this.#buildSites(root, only, logDir, progress),
    ]);
    const installation = { settings, secrets, ownerUrl, ...urls };
    await this.#startServices(root, installation, { logDir, progress, dev, only, onOutput });
    return {
      urls: Object.fromEntries(services.map((service) => [service, addressOf(settings, service)])) as Running["urls"],
      logDir,
      operatorLink,
      failed: Promise.race(this.#children.filter((child) => child.isRunning()).map((child) => this.#failureOf(child))),
    };
  }

  /** One after the other: two builds at once need twice the memory and, on two cores, as much time. */
  async #buildSites(root: string, only: readonly Service[], logDir: string, progress: Progress): Promise<void> {
    for (const site of ["web", "admin"] as const) {
      if (!only.includes(site)) continue;
      await progress.step(`Build of ${site}`, async (note) => {
        note(await buildSite(root, site, { logDir, onStart: (child) => this.#own(child) }));
      });
    }
  }

  #own(child: Child): void {
    this.#children.push(child);
    this.#guard.watch(child.pid, "group");
  }

  async #startServices(
    root: string,
    installation: Installation,
    {
      logDir,
      progress,
      dev,
      only,
      onOutput,
    }: Pick<LaunchOptions, "progress" | "onOutput"> & { logDir: string; dev: boolean; only: readonly Service[] },
  ): Promise<void> {
    const start = async (service: Service) => {
      const child = startChild({
        name: service,
        args: programOf(root, service, installation.settings, dev),
        cwd: join(root, "apps", service),
        env: environmentOf(service, dev ? "development" : "production", installation),
        logDir,
        onOutput: onOutput && ((chunk) => onOutput(service, chunk)),
      });
      this.#own(child);
      await progress.step(`Start of ${service}`, (note) =>
        this.#becomesReady(child, service, installation.settings, note),
      );
    };
    await Promise.all(only.map(start));
  }

  async #becomesReady(
    child: Child,
    service: Service,
    settings: LaunchSettings,
    note: (text: string) => void,
  ): Promise<void> {
    const url = `${addressOf(settings, service)}/health/ready`;
    const deadline = Date.now() + readyTimeoutMs;
    const failure = this.#failureOf(child);
    failure.catch(() => {
      // Whoever waits below learns of it.
    });
    while (Date.now() < deadline) {
      const answer = await Promise.race([failure, probe(url)]);
      if (answer === 200) return note(`port ${settings.ports[service]}`);
      await Promise.race([failure, delay(100)]);
    }
    throw new LaunchError(`The ${service} does not become ready; its log is ${child.logFile}.`, child.lastLines());
  }

  async #failureOf(child: Child): Promise<never> {
    const how = await child.ended;
    // While everything is being stopped nothing has failed, and nobody must be told so.
    if (this.#stopping) await new Promise(() => {});
    throw new LaunchError(`The ${child.name} ${how}; its log is ${child.logFile}.`, child.lastLines());
  }

  /** Ends everything in order: first who serves, then who works, last the database. */
  async stop(progress: Progress): Promise<void> {
    this.#stopping = true;
    const running = this.#children.filter((child) => child.isRunning());
    if (running.length > 0) {
      await progress.step("Stopping", () => Promise.all(running.map((child) => child.stop(patienceMs))));
    }
    for (const { name, stop } of this.#undo.splice(0).toReversed()) {
      if (name === "database") await progress.step("Stopping the database", stop);
      else await stop();
    }
    this.#guard.release();
  }

  /** Ends the processes at once; the guard sees to the database when we are gone. */
  kill(): void {
    this.#stopping = true;
    for (const child of this.#children) child.kill();
  }
}

/** Where a person on this machine reaches a process. */
function addressOf({ ports }: Pick<LaunchSettings, "ports">, service: Service): string {
  return `http://localhost:${ports[service]}`;
}

function programOf(root: string, service: Service, settings: LaunchSettings, dev: boolean): string[] {
  if (service === "server" || service === "worker") {
    return [...(dev ? ["--watch", "--watch-preserve-output"] : []), "src/main.ts"];
  }
  if (!dev) return ["src/main.ts"];
  const port = String(settings.ports[service]);
  return [nextProgram(root, service), "dev", "--port", port, "--hostname", settings.host];
}

/** The status of an answer, or undefined where nobody answers yet. */
async function probe(url: string): Promise<number | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return undefined;
  }
}
