import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of the sources in which nobody works, to break things in. */
export interface Scratch {
  readonly root: string;
  /** Runs `work` while the file says something else. */
  withText<T>(file: string, text: string, work: () => Promise<T>): Promise<T>;
  remove(): void;
}

/**
 * Copies what git knows of the repository, and what it would: the working tree as it is, without what is built. The
 * packages from registries are shared through a link; a workspace's links to its neighbours are relative, so that copied
 * they lead to the copies.
 */
export function createScratch(repository: string): Scratch {
  const root = mkdtempSync(join(tmpdir(), "steward-mutant-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const workspaces = new Set<string>();
  for (const file of listed.split("\0")) {
    if (file === "" || !existsSync(join(repository, file))) continue;
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file));
    if (file.endsWith("/package.json")) workspaces.add(dirname(file));
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  for (const workspace of workspaces) {
    const modules = join(repository, workspace, "node_modules");
    if (!existsSync(modules)) continue;
    cpSync(modules, join(root, workspace, "node_modules"), {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !/node_modules\/\.(?!bin)/.test(path.slice(repository.length)),
    });
  }
  return {
    root,
    async withText(file, text, work) {
      const path = join(root, file);
      const original = readFileSync(path, "utf8");
      writeFileSync(path, text);
      try {
        return await work();
      } finally {
        writeFileSync(path, original);
      }
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
