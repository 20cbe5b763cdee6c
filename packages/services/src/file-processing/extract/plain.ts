import type { TextKeeper } from "./text-keeper.ts";

/** Text by its byte order mark, else UTF-8, else what Windows wrote before. */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export function readPlain(bytes: Uint8Array, keeper: TextKeeper): void {
  keeper.add(decodeText(bytes));
}
