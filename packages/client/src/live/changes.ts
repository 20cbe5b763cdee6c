/** A burst is one change: what was made together is fetched together. */
const gatherMs = 100;
/** Under a flood (an import of thousands) screens are brought up to date this often, and no more. */
const restMs = 2_000;

/**
 * Gathers the modules in which something changed and hands them on together: soon after the first change, then not again
 * before a while has passed.
 */
export function gatherChanges(handOn: (modules: readonly string[]) => void): {
  add(address: string): void;
  stop(): void;
} {
  const modules = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (modules.size === 0) return;
    const gathered = [...modules];
    modules.clear();
    timer = setTimeout(flush, restMs);
    handOn(gathered);
  };
  return {
    add(address) {
      modules.add(address.slice(0, address.indexOf(".")));
      timer ??= setTimeout(flush, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}
