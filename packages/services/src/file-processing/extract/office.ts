import { StringDecoder } from "node:string_decoder";
import { Parser } from "htmlparser2";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { extractLimits, Unreadable } from "./limits.ts";
import type { TextKeeper } from "./text-keeper.ts";

type Attributes = Readonly<Record<string, string>>;
interface Listener {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The parts of an Office document (ISO/IEC 29500, part 2), unpacked as they are read and never as a whole. */
class Package {
  readonly #zip: ZipFile;
  readonly #entries: Map<string, Entry>;
  #unpackedBytes = 0;

  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  static async open(bytes: Uint8Array): Promise<Package> {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    const entries = new Map<string, Entry>();
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
    return new Package(zip, entries);
  }

  names(pattern: RegExp): string[] {
    const names = [...this.#entries.keys()].filter((name) => pattern.test(name));
    return names.toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
  }

  /** The part that the document begins with: whoever writes it may call it as they like (part 2, section 6.5). */
  async main(usual: string): Promise<string> {
    let named: string | undefined;
    await this.walk("_rels/.rels", {
      open(_name, { Type = "", Target = "" }) {
        if (Type.endsWith("/officeDocument")) named = Target.replace(/^\//, "");
      },
    });
    return named ?? usual;
  }

  /**
   * Tells a listener what stands in a part, by names without their prefix, which is the writer's to choose; a directory that
   * claims less than there is stops it all the same.
   */
  async walk(name: string, listener: Listener, isEnough: () => boolean = () => false): Promise<void> {
    const entry = this.#entries.get(name);
    if (!entry) return;
    const { open, text, close } = listener;
    const parser = new Parser(
      {
        onopentag: open && ((tag, attributes) => open(localName(tag), attributes)),
        ontext: text,
        onclosetag: close && ((tag) => close(localName(tag))),
      },
      { xmlMode: true },
    );
    const decoder = new StringDecoder("utf8");
    const source: AsyncIterable<Buffer> = await this.#zip.openReadStreamPromise(entry);
    for await (const chunk of source) {
      this.#unpackedBytes += chunk.byteLength;
      if (this.#unpackedBytes > extractLimits.unpackedBytes) throw new Unreadable("file.content_too_large");
      parser.write(decoder.write(chunk));
      if (isEnough()) return;
    }
    parser.end(decoder.end());
  }
}

const localName = (tag: string) => tag.slice(tag.indexOf(":") + 1);

/** A text document: its body first, then what stands around it. */
export async function readDocx(bytes: Uint8Array, keeper: TextKeeper): Promise<void> {
  const document = await Package.open(bytes);
  const around = document.names(/^word\/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/);
  let inText = false;
  const listener: Listener = {
    open(name) {
      inText = name === "t";
      if (name === "tab") keeper.add(" ");
      if (name === "br") keeper.add("\n");
    },
    text(text) {
      if (inText) keeper.add(text);
    },
    close(name) {
      inText = false;
      if (name === "p") keeper.add("\n");
    },
  };
  const names = [await document.main("word/document.xml"), ...around];
  for (const name of names) await document.walk(name, listener, () => keeper.isFull);
}

/** A spreadsheet: its cells as they are stored, a line a row. */
export async function readXlsx(bytes: Uint8Array, keeper: TextKeeper): Promise<void> {
  const book = await Package.open(bytes);
  const shared = await readSharedStrings(book);
  for (const name of book.names(/^xl\/worksheets\/sheet\d+\.xml$/)) {
    let [type, value, inValue] = ["", "", false];
    const listener: Listener = {
      open(tag, { t = "" }) {
        if (tag === "c") [type, value] = [t, ""];
        inValue = tag === "v" || tag === "t";
      },
      text(text) {
        if (inValue) value += text;
      },
      close(tag) {
        if (tag === "v" || tag === "t") inValue = false;
        if (tag === "c") keeper.add(`${type === "s" ? (shared[Number(value)] ?? "") : value} `);
        if (tag === "row") keeper.add("\n");
      },
    };
    await book.walk(name, listener, () => keeper.isFull);
  }
}

/** Texts that cells name by their number. */
async function readSharedStrings(book: Package): Promise<string[]> {
  const strings: string[] = [];
  let [current, inText, isReading] = ["", false, false];
  await book.walk("xl/sharedStrings.xml", {
    open(tag) {
      if (tag === "si") current = "";
      // How what stands there is read aloud is not in the cell.
      if (tag === "rPh") isReading = true;
      inText = tag === "t" && !isReading;
    },
    text(text) {
      if (inText) current += text;
    },
    close(tag) {
      if (tag === "t") inText = false;
      if (tag === "rPh") isReading = false;
      if (tag === "si") strings.push(current);
    },
  });
  return strings;
}
