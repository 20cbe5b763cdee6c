import type PDFDocument from "pdfkit";
import { type Fonts, loadFonts, type Run, type Weight } from "./fonts.ts";

type Document = InstanceType<typeof PDFDocument>;

export interface TextStyle {
  /** In points. */
  size?: number;
  weight?: Weight;
  colour?: string;
  align?: "left" | "right";
}

interface Line extends TextStyle {
  x: number;
  width: number;
  text: string;
}

const margin = 42;
const ink = "#1f2328";
const leading = 1.45;

/**
 * A document of A4 pages that is written from the top down (ISO 32000). Measures are points; what does not fit into its
 * width is cut with an ellipsis, what does not fit onto a page goes to the next one.
 */
export class Sheet {
  readonly #document: Document;
  readonly #fonts: Fonts;
  readonly #done: Promise<Buffer>;
  #y = margin;

  constructor(document: Document, fonts: Fonts) {
    this.#document = document;
    this.#fonts = fonts;
    for (const [name, file] of fonts.files) document.registerFont(name, file);
    const chunks: Buffer[] = [];
    document.on("data", (chunk: Buffer) => chunks.push(chunk));
    this.#done = new Promise((resolve, reject) => {
      document.on("end", () => resolve(Buffer.concat(chunks)));
      document.on("error", reject);
    });
  }

  get left(): number {
    return margin;
  }

  get width(): number {
    return this.#document.page.width - 2 * margin;
  }

  /** One line of texts beside each other, and the way down behind it. */
  line(texts: readonly Line[]): void {
    const height = Math.max(...texts.map(({ size = 9 }) => size)) * leading;
    this.#makeRoom(height);
    for (const text of texts) this.#write(text);
    this.#y += height;
  }

  rule(): void {
    this.#makeRoom(6);
    this.#document
      .moveTo(margin, this.#y + 2)
      .lineTo(margin + this.width, this.#y + 2)
      .lineWidth(0.5)
      .stroke("#c9ced6");
    this.#y += 6;
  }

  space(points: number): void {
    this.#y += points;
  }

  async finish(): Promise<Buffer> {
    this.#document.end();
    return this.#done;
  }

  #makeRoom(height: number): void {
    if (this.#y + height <= this.#document.page.height - margin) return;
    this.#document.addPage();
    this.#y = margin;
  }

  #write({ x, width, text, size = 9, weight = "regular", colour = ink, align = "left" }: Line): void {
    const runs = this.#fit(text, weight, { size, width });
    let at = align === "right" ? x + width - this.#widthOf(runs, size) : x;
    for (const run of runs) {
      this.#document.font(run.font).fontSize(size).fillColor(colour).text(run.text, at, this.#y, { lineBreak: false });
      at += this.#widthOf([run], size);
    }
  }

  #fit(text: string, weight: Weight, { size, width }: { size: number; width: number }): Run[] {
    const whole = this.#fonts.runsOf(text, weight);
    if (this.#widthOf(whole, size) <= width) return whole;
    const characters = [...text];
    let [fits, tooMany] = [0, characters.length];
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (this.#widthOf(this.#cut(characters, middle, weight), size) <= width) fits = middle;
      else tooMany = middle;
    }
    return this.#cut(characters, fits, weight);
  }

  #cut(characters: readonly string[], count: number, weight: Weight): Run[] {
    return this.#fonts.runsOf(`${characters.slice(0, count).join("").trimEnd()}…`, weight);
  }

  #widthOf(runs: readonly Run[], size: number): number {
    return runs.reduce((sum, { font, text }) => sum + this.#document.font(font).fontSize(size).widthOfString(text), 0);
  }
}

/** An empty document. The library comes along with the first one: few processes ever write any. */
export async function openSheet({ title, author }: { title: string; author: string }): Promise<Sheet> {
  const [{ default: Pdf }, fonts] = await Promise.all([import("pdfkit"), loadFonts()]);
  const document = new Pdf({
    size: "A4",
    margin,
    info: { Title: title, Author: author },
    lang: "en",
    pdfVersion: "1.7",
  });
  return new Sheet(document, fonts);
}
