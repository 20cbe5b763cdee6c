import type { TextKeeper } from "./text-keeper.ts";

/** Text by its byte order mark, else UTF-8, else as it says itself, else what Windows wrote before. */
export function decodeText(bytes: Uint8Array, said?: string): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeAs(said ?? "windows-1252", bytes);
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    // A name that nobody knows.
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export function readPlain(bytes: Uint8Array, keeper: TextKeeper): void {
  keeper.add(decodeText(bytes));
}
