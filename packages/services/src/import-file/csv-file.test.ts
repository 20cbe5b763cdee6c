import { describe, expect, it } from "vitest";
import { openCsvFile } from "./csv-file.ts";
import { headerWords } from "./headers.ts";

type Content = string | Buffer<ArrayBuffer>;

async function read(content: Content) {
  const { records, ...file } = await openCsvFile(new Blob([content]));
  const rows = [];
  for await (const record of records) rows.push(record);
  return { ...file, rows };
}

const utf16 = (text: string) => Buffer.from(text, "utf16le");
const names = (content: Content) => read(content).then(({ names, rows }) => [names, ...rows.map(({ cells }) => cells)]);
const refused = (reason: string, details = {}) =>
  expect.objectContaining({ reason, details: expect.objectContaining(details) });

describe("encodings", () => {
  const text = "name;note\nMüller;€ 5\n";
  it.each([
    ["UTF-8", "utf-8", text],
    ["UTF-8 with a byte order mark", "utf-8", `\uFEFF${text}`],
    ["UTF-16 LE with a byte order mark", "utf-16le", utf16(`\uFEFF${text}`)],
    ["UTF-16 BE with a byte order mark", "utf-16be", utf16(`\uFEFF${text}`).swap16()],
    ["UTF-16 LE without one", "utf-16le", utf16(text)],
    ["UTF-16 BE without one", "utf-16be", utf16(text).swap16()],
    ["Windows-1252", "windows-1252", Buffer.from("name;note\nM\xfcller;\x80 5\n", "latin1")],
  ])("reads %s", async (_, encoding, content) => {
    expect(await read(content)).toMatchObject({
      encoding,
      names: ["name", "note"],
      rows: [{ line: 2, cells: ["Müller", "€ 5"] }],
    });
  });

  it("takes a file for UTF-8 where a character lies across two pieces", async () => {
    // The pieces are 256 KiB: ü stands half in the first one.
    const filler = "x".repeat(256 * 1024 - 6);
    expect(await read(`name\n${filler}ü\n`)).toMatchObject({ encoding: "utf-8", rows: [{ cells: [`${filler}ü`] }] });
  });
});

describe("rows", () => {
  it.each([
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["CR", "\r"],
  ])("ends rows by %s, keeps breaks inside quotes, and knows the lines", async (_, end) => {
    const { rows } = await read(["a,b", "1,2", "", `"x${end}y",3`, "4,5", ""].join(end));
    expect(rows).toEqual([
      { line: 2, cells: ["1", "2"] },
      { line: 4, cells: [`x${end}y`, "3"] },
      { line: 6, cells: ["4", "5"] },
    ]);
  });

  it.each([",", ";", "\t", "|"])("finds the delimiter %j", async (delimiter) => {
    const line = (...cells: string[]) => cells.join(delimiter);
    expect(await read([line("a", "b", "c"), line("1.5", "x", "2"), line("2,5", "y", "3")].join("\n"))).toMatchObject({
      delimiter,
    });
  });

  it("is not misled by commas in the cells of a semicolon file", async () => {
    expect(await read("name;price;note\nA;1,50;x, y\nB;2,50;z, w\n")).toMatchObject({ delimiter: ";" });
  });

  it("believes Excel's own word for the delimiter", async () => {
    expect(await names("sep=;\r\na;b,c\r\n1;2,3\r\n")).toEqual([
      ["a", "b,c"],
      ["1", "2,3"],
    ]);
  });

  it("reads a file of one column", async () => {
    expect(await names("name\nNorthwind\n")).toEqual([["name"], ["Northwind"]]);
  });

  it("hands ragged rows on as they are", async () => {
    expect(await names("a,b\n1\n1,2,3\n")).toEqual([["a", "b"], ["1"], ["1", "2", "3"]]);
  });

  it("keeps an inch sign inside a cell", async () => {
    expect(await names('a,b\n5" pipe,"say ""hi"""\n')).toEqual([
      ["a", "b"],
      ['5" pipe', 'say "hi"'],
    ]);
  });
});

describe("headers", () => {
  it.each(["Year_Established", "yearEstablished", " YEAR  established ", "Year-Éstablished"])(
    "reads %s as the same words",
    (header) => expect(headerWords(header)).toBe("year established"),
  );

  it("tells repeated and empty ones apart, and says so", async () => {
    expect(await read("Phone,phone,,Phone\n1,2,3,4\n")).toMatchObject({
      names: ["Phone", "phone (2)", "Column 3", "Phone (3)"],
      notices: [
        { code: "duplicateHeader", columns: ["phone (2)", "Phone (3)"] },
        { code: "emptyHeader", columns: ["Column 3"] },
      ],
    });
  });
});

describe("what is no CSV file", () => {
  it.each([
    ["an empty file", "", "import.file_empty", {}],
    ["a file of empty lines", "\n\r\n\n", "import.file_empty", {}],
    ["an Excel workbook", "PK\u0003\u0004rest", "import.file_binary", { looksLike: "Excel workbook or ZIP archive" }],
    ["a PDF", "%PDF-1.7\n", "import.file_binary", { looksLike: "PDF document" }],
    ["zero bytes", Buffer.from("a,b\n1\u00002\n"), "import.file_binary", {}],
    [
      "random bytes",
      Buffer.from(Array.from({ length: 9_000 }, (_, index) => (index * 89) % 255 || 1)),
      "import.file_binary",
      {},
    ],
    ["UTF-16 that is cut off", utf16("\uFEFFname,b\n1,2").subarray(0, -1), "import.file_encoding", {}],
    ["a quote that is never closed", 'a,b\n1,2\n3,"4\n5,6\n', "import.file_quote_open", { line: 3 }],
    ["one endless row", `a,b\n1,"${"x".repeat(3_000_000)}`, "import.file_record_too_long", { line: 2 }],
    ["201 columns", `${"a,".repeat(200)}a\n`, "import.file_too_many_columns", { columns: 201, max: 200 }],
  ])("refuses %s", async (_, content, reason, details) => {
    await expect(read(content)).rejects.toEqual(refused(reason, details));
  });
});
