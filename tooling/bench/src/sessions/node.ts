import { fileURLToPath } from "node:url";
import { startProcess } from "@steward/ports/process/testing";
import type { TwoTenants } from "@steward/testing";
import { layWire, type Wire } from "./wire.ts";

const entry = fileURLToPath(new URL("../../../../apps/server/src/main.ts", import.meta.url));

/** How a call ended: the status, and what was answered; null where the process died first. */
export type Answer = { readonly status: number; readonly data: unknown; readonly reason: string | null } | null;

/** A call as a client makes it: always from the same address, with the same name. */
export interface Call {
  readonly procedure: string;
  readonly input: unknown;
  readonly address: string;
  readonly authorization?: string;
}

/** A real API process, on a wire of its own. */
export interface ServerNode extends AsyncDisposable {
  readonly wire: Wire;
  call(call: Call): Promise<Answer>;
  kill(): Promise<void>;
}

export async function startNode(two: TwoTenants, secret: string): Promise<ServerNode> {
  const wire = await layWire(two.appUrl);
  const process = await startProcess(entry, {
    STEWARD_API_PORT: "0",
    STEWARD_APP_DATABASE_URL: wire.over(two.appUrl),
    STEWARD_SYSTEM_DATABASE_URL: wire.over(two.systemUrl),
    STEWARD_SECRET: secret,
    // Every client has an address of its own, or the limits on strangers would end the attack.
    STEWARD_TRUSTED_PROXIES: "1",
  });
  let killed: Promise<void> | undefined;
  const kill = () => {
    killed ??= process.end("SIGKILL").then(() => wire[Symbol.asyncDispose]());
    return killed;
  };
  return { wire, call: (call) => send(process.url, call), kill, [Symbol.asyncDispose]: kill };
}

async function send(url: string, { procedure, input, address, authorization }: Call): Promise<Answer> {
  try {
    const response = await fetch(`${url}/trpc/${procedure}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "user-agent": "steward-proof",
        "x-forwarded-for": address,
        ...(authorization ? { authorization } : {}),
      },
      body: JSON.stringify({ json: input }),
    });
    const { result, error }: TrpcAnswer = JSON.parse(await response.text());
    return { status: response.status, data: result?.data?.json, reason: error?.json?.data?.reason ?? null };
  } catch {
    // The line broke before the answer was through.
    return null;
  }
}

interface TrpcAnswer {
  readonly result?: { readonly data?: { readonly json?: unknown } };
  readonly error?: { readonly json?: { readonly data?: { readonly reason?: string } } };
}
