import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** Scripts that our documents can be written in, the usual one first. Each is a file of the family. */
const scripts = ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"] as const;
type Script = (typeof scripts)[number];

export type Weight = "regular" | "bold";
const numbers = { regular: 400, bold: 600 } as const;

/** Stands for every character that no script of ours has, as in mail and printing since the teleprinter. */
const missing = "?";

/** A stretch of a text that one file writes. */
export interface Run {
  font: string;
  text: string;
}

export interface Fonts {
  /** What to register, by name. */
  files: ReadonlyMap<string, Buffer>;
  runsOf(text: string, weight: Weight): Run[];
}

let loaded: Promise<Fonts> | undefined;

/** The fonts of documents, read from the disk once. */
export function loadFonts(): Promise<Fonts> {
  loaded ??= readFonts();
  return loaded;
}

const packageFile = (path: string) => readFile(fileURLToPath(import.meta.resolve(`@fontsource/inter/${path}`)));

async function readFonts(): Promise<Fonts> {
  const files = new Map<string, Buffer>();
  for (const script of scripts) {
    for (const [weight, number] of Object.entries(numbers)) {
      files.set(`${script} ${weight}`, await packageFile(`files/inter-${script}-${number}-normal.woff`));
    }
  }
  const ranges: Record<Script, string> = JSON.parse((await packageFile("unicode.json")).toString());
  const covers = scripts.map((script) => ({ script, covers: inRanges(ranges[script]) }));
  const scriptOf = (code: number) => covers.find((each) => each.covers(code))?.script;
  return { files, runsOf: (text, weight) => runsOf(text, weight, scriptOf) };
}

/** `U+0000-00FF,U+0131`, as CSS writes which characters a font has. */
function inRanges(text: string): (code: number) => boolean {
  const ranges = text.split(",").map((range) => {
    const [first = "", last = first] = range.replace("U+", "").split("-");
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
  return (code) => ranges.some(([first, last]) => code >= first && code <= last);
}

function runsOf(text: string, weight: Weight, scriptOf: (code: number) => Script | undefined): Run[] {
  const runs: Run[] = [];
  for (const character of text.normalize("NFC").replace(/[\p{Cc}\p{Cf}]+/gu, " ")) {
    const script = scriptOf(character.codePointAt(0) ?? 0);
    const font = `${script ?? "latin"} ${weight}`;
    const last = runs.at(-1);
    const written = script === undefined ? missing : character;
    if (last?.font === font) last.text += written;
    else runs.push({ font, text: written });
  }
  return runs;
}
