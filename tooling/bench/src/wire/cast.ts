import { buildNextApp } from "./next-app.ts";
import { type Contestant, entryOf, type Rig } from "./rig.ts";

const unlimited = String(Number.MAX_SAFE_INTEGER);
const serverEntry = entryOf("../../../../apps/server/src/main.ts");

/** The servers that are compared, all of them up; an idle one costs nothing. */
export interface Cast extends AsyncDisposable {
  readonly ours: Contestant;
  /** The product's adapter over the router of one procedure. */
  readonly wire: Contestant;
  readonly standalone: Contestant;
  readonly expert: Contestant;
  readonly raw: Contestant;
  readonly next: Contestant;
}

/** The product's own API process, with its settings of every day but for the limits on one person. */
export function startOurs({ start, fixture }: Rig, name = "ours"): Promise<Contestant> {
  return start({
    name,
    args: [serverEntry],
    env: (port) => ({
      STEWARD_API_PORT: port,
      STEWARD_APP_DATABASE_URL: fixture.appUrl,
      STEWARD_SYSTEM_DATABASE_URL: fixture.systemUrl,
      STEWARD_SECRET: fixture.secret,
      STEWARD_RATE_LIMIT: unlimited,
      STEWARD_TENANT_RATE_LIMIT: unlimited,
      STEWARD_ACTOR_RATE_LIMIT: unlimited,
    }),
  });
}

export async function assemble(rig: Rig, progress: (message: string) => void): Promise<Cast> {
  progress("building a Next application with one route handler");
  const app = await buildNextApp(rig.environment);
  progress("starting the contestants");
  const own = (name: string) => rig.start({ name, args: [entryOf(`./contestant/${name}.ts`)] });
  try {
    const [ours, wire, standalone, expert, raw, next] = await Promise.all([
      startOurs(rig),
      own("wire"),
      own("standalone"),
      own("expert"),
      own("raw"),
      rig.start({ name: "next", args: app.args, cwd: app.cwd }),
    ]);
    const cast = { ours, wire, standalone, expert, raw, next };
    return {
      ...cast,
      async [Symbol.asyncDispose]() {
        await Promise.all(Object.values(cast).map((contestant) => contestant.stop()));
        app[Symbol.dispose]();
      },
    };
  } catch (error) {
    app[Symbol.dispose]();
    throw error;
  }
}
