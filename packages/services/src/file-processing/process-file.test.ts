import { fileText } from "@steward/db/schema";
import { zipOf } from "@steward/testing";
import { eq, sql } from "drizzle-orm";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAccount } from "../crm/index.ts";
import { type FileStage, openFileStage, type Uploader } from "../files/file-fixture.ts";
import { getFile, listFiles } from "../files/index.ts";
import { extractText } from "./extract/text.ts";
import { extractInThread } from "./extract/thread.ts";
import { processFile } from "./process-file.ts";

let stage: FileStage;
let anna: Uploader;
beforeAll(async () => {
  stage = await openFileStage();
  anna = stage.as(stage.two.acme);
});
afterAll(() => stage.close());

const office = "application/vnd.openxmlformats-officedocument";
const text = (content: string) => Buffer.from(content);
const words = async (type: string, bytes: Uint8Array) => (await extractText(type, bytes)).text;

/** Pages of PDF with one line on each, by hand (ISO 32000-1, 7.5). */
function pdfOf(line: string, pages = 1): Buffer<ArrayBuffer> {
  const stream = `BT /F1 12 Tf 20 100 Td (${line}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    `<</Type/Pages/Kids[${"3 0 R ".repeat(pages).trim()}]/Count ${pages}>>`,
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj${object}endobj\n`;
    return `${String(at).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 6\n0000000000 65535 f \n${offsets.join("")}`;
  return text(`${body}${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`);
}

const docx = zipOf([
  { name: "[Content_Types].xml", content: text("<Types/>") },
  {
    name: "word/document.xml",
    content: text(
      "<w:document><w:body><w:p><w:r><w:t>Offer for </w:t><w:t>Müller &amp; Co</w:t></w:r></w:p><w:p><w:r><w:t>Second</w:t><w:tab/><w:t>line</w:t></w:r></w:p><w:instrText>HYPERLINK</w:instrText></w:body></w:document>",
    ),
  },
  { name: "word/footer1.xml", content: text("<w:ftr><w:p><w:t>Page one</w:t></w:p></w:ftr>") },
]);
const xlsx = zipOf([
  {
    name: "xl/sharedStrings.xml",
    content: text("<sst><si><t>Region</t></si><si><r><t>No</t></r><r><t>rth</t></r></si></sst>"),
  },
  {
    name: "xl/worksheets/sheet1.xml",
    content: text(
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c><f>1+1</f><v>42</v></c><c t="inlineStr"><is><t>here</t></is></c></row></sheetData></worksheet>',
    ),
  },
]);
/** As Word in a browser names its parts. */
const online = zipOf([
  {
    name: "_rels/.rels",
    content: text(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>',
    ),
  },
  { name: "word/document2.xml", content: text("<w:document><w:p><w:t>Written online</w:t></w:p></w:document>") },
]);
/** As libraries of .NET write them; with how a name is read aloud. */
const prefixed = zipOf([
  {
    name: "xl/sharedStrings.xml",
    content: text("<x:sst><x:si><x:r><x:t>東京</x:t></x:r><x:rPh><x:t>トウキョウ</x:t></x:rPh></x:si></x:sst>"),
  },
  {
    name: "xl/worksheets/sheet1.xml",
    content: text('<x:worksheet><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c><x:v>42</x:v></x:c></x:row></x:worksheet>'),
  },
]);
const page = text(
  "<html><head><title>Prices</title><style>p{}</style><script>let hidden</script></head><body><p>One <b>bold</b> word</p><p>Two</p></body></html>",
);
const cyrillic = Buffer.concat([
  text('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>'),
  Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
]);
const mail = text(
  "From: Ann <ann@acme.test>\r\nTo: bob@acme.test\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>See you <i>soon</i></p>",
);

describe("the words in", () => {
  it.each([
    ["a PDF", "application/pdf", pdfOf("Annual report"), "Annual report"],
    ["a text document", `${office}.wordprocessingml.document`, docx, "Offer for Müller & Co\nSecond line\nPage one"],
    ["a spreadsheet", `${office}.spreadsheetml.sheet`, xlsx, "Region North\n42 here"],
    ["a text document of Word's in a browser", `${office}.wordprocessingml.document`, online, "Written online"],
    ["a spreadsheet whose names have a prefix", `${office}.spreadsheetml.sheet`, prefixed, "東京 42"],
    ["a page", "text/html", page, "Prices\nOne bold word\nTwo"],
    ["a page of before UTF-8", "text/html", cyrillic, "Привет"],
    ["a message", "message/rfc822", mail, "Grüße\nAnn ann@acme.test, bob@acme.test\nSee you soon"],
    ["notes", "text/markdown", text("# Plan\n\n\n* one\0"), "# Plan\n* one"],
    ["a text in UTF-16", "text/plain", Buffer.from("\ufeffZoë", "utf16le"), "Zoë"],
    ["a text from old Windows", "text/plain", Buffer.from([0x5a, 0x6f, 0xeb]), "Zoë"],
  ])("%s", async (_what, type, bytes, found) => {
    expect(await words(type, bytes)).toBe(found);
  });

  it("a very long text are kept up to a million characters", async () => {
    const { text: kept, truncated } = await extractText("text/plain", Buffer.alloc(3_000_000, "word "));
    expect([kept.length, truncated]).toEqual([1_000_000, true]);
  });
});

describe("a file nothing can be read out of", () => {
  const bomb = () =>
    zipOf([{ name: "word/document.xml", content: Buffer.alloc(300 * 1024 * 1024, " "), claimedBytes: 1_000 }]);
  it.each([
    ["is damaged", "application/pdf", () => text("%PDF-1.4 and nothing more"), "file.content_damaged"],
    [
      "is an archive that ends in the middle",
      `${office}.wordprocessingml.document`,
      () => docx.subarray(0, 200),
      "file.content_damaged",
    ],
    ["holds more than its directory says", `${office}.wordprocessingml.document`, bomb, "file.content_damaged"],
  ])("%s", async (_what, type, bytes, failure) => {
    await expect(extractText(type, bytes())).rejects.toMatchObject({ failure });
  });

  it("holds more than anybody reads", async () => {
    const large = zipOf([{ name: "word/document.xml", content: Buffer.alloc(300 * 1024 * 1024, " ") }]);
    await expect(extractText(`${office}.wordprocessingml.document`, large)).rejects.toMatchObject({
      failure: "file.content_too_large",
    });
  });

  it("takes too long", async () => {
    const task = { processing: "text", type: "text/html", bytes: Buffer.alloc(60_000_000, "<p>a</p>") } as const;
    const { signal } = new AbortController();
    const slow = await extractInThread(task, { patienceMs: 1, signal, onProgress: () => {} });
    expect(slow).toEqual({ kind: "failure", failure: "file.content_too_slow" });
  });
});

describe("the job", () => {
  const run = (id: string, who = anna) => processFile(who.job(), stage.place.storage, id);
  const look = (id: string) => anna.look((ctx) => getFile(ctx, stage.place, id));
  const kept = async (id: string) =>
    stage.two.database.read(stage.two.acme.id).select().from(fileText).where(eq(fileText.fileId, id));

  it("keeps the words for search, and again where it runs again", async () => {
    const { id } = await anna.upload(pdfOf("Annual report"), { name: "report.pdf", type: "application/pdf" });
    await run(id);
    await run(id);
    expect(await look(id)).toMatchObject({ processing: "done", progressPercent: 100, failure: null });
    expect(await kept(id)).toMatchObject([{ content: "Annual report", truncated: false }]);
  });

  it("draws a small picture that can be shown, and nothing of what a camera noted is in it", async () => {
    const photo = (await sharp({ create: { width: 1600, height: 800, channels: 3, background: "teal" } })
      .withExif({ IFD0: { Copyright: "somebody" } })
      .jpeg()
      .toBuffer()) as Buffer<ArrayBuffer>;
    const { id: entityId } = await anna.act((ctx) => createAccount(ctx, { name: "Pictured" }));
    const target = { address: "crm.account", entityId } as const;
    const { id } = await anna.upload(photo, { name: "photo.jpg", type: "image/jpeg", target });
    await run(id);
    const { items } = await anna.look((ctx) => listFiles(ctx, stage.place, { ...target, limit: 1 }));
    const answer = await fetch(new URL(items[0]?.thumbnailUrl ?? "", stage.origin));
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(answer.headers.get("content-disposition")).toMatch(/^inline/);
    const { width, height, exif } = await sharp(await answer.arrayBuffer()).metadata();
    expect([width, height, exif]).toEqual([320, 160, undefined]);
  });

  it("says of a damaged file that nothing could be read, and the file stays as it is", async () => {
    const { id } = await anna.upload(text("%PDF-1.4 and nothing more"), { name: "a.pdf", type: "application/pdf" });
    await run(id);
    expect(await look(id)).toMatchObject({ status: "uploaded", processing: "failed", failure: "file.content_damaged" });
  });

  it("fails as a whole, and the worker lives on, where the line breaks while progress is noted", async () => {
    const content = pdfOf("Annual report", 300);
    const { id } = await anna.upload(content, { name: "long.pdf", type: "application/pdf" });
    let transactions = 0;
    const job = anna.job({
      transaction: (work) =>
        anna.act(async (ctx) => {
          transactions += 1;
          if (transactions === 2) await ctx.db.execute(sql`select pg_terminate_backend(pg_backend_pid())`);
          return work(ctx);
        }),
    });
    await expect(processFile(job, stage.place.storage, id)).rejects.toThrow();
    expect(await look(id)).toMatchObject({ processing: "running" });
    await run(id);
    expect(await look(id)).toMatchObject({ processing: "done" });
  });

  it("does nothing for another organisation, nor for a file that is gone", async () => {
    const { id } = await anna.upload(text("secret"), { name: "a.txt", type: "text/plain" });
    await run(id, stage.as(stage.two.globex));
    expect(await look(id)).toMatchObject({ processing: "waiting" });
    await run("019ac000-0000-7000-8000-000000000000");
  });
});
