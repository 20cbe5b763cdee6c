import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** The account a PostgreSQL process runs under; undefined means that of this process. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const passwdFile = "/etc/passwd";

/** PostgreSQL refuses to run as root, so root hands it to an unprivileged account that exists on the machine. */
export function serverUser(existingCluster: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(existingCluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return account("postgres") ?? account("nobody") ?? { uid: 65_534, gid: 65_534 };
}

function account(name: string): ServerUser | undefined {
  const line = readFileSync(passwdFile, "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Whether the account can reach a path: a home directory of mode 0700 above it keeps it out. */
export function canTraverse(path: string, user: ServerUser | undefined): boolean {
  if (!user) return true;
  for (let directory = resolve(path); ; directory = dirname(directory)) {
    const found = statSync(directory, { throwIfNoEntry: false });
    if (found) {
      const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0;
      if (((found.mode >> shift) & 1) === 0) return false;
    }
    if (directory === dirname(directory)) return true;
  }
}
