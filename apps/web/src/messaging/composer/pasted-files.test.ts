import { expect, test } from "vitest";
import { pastedFiles } from "./pasted-files.ts";

const picture = new File(["x"], "image.png", { type: "image/png" });
const pasted = (html: string) => ({ files: [picture], getData: (type: string) => (type === "text/html" ? html : "") });

test("what a spreadsheet copies is its text, not the picture of it that lies beside", () => {
  const cells = "<html><style>td { color: red }</style><!--StartFragment--><table><td>Pump</td></table></html>";
  expect(pastedFiles(pasted(cells))).toEqual([]);
});

test.each(["", '<meta charset="utf-8"><img src="https://example.com/a.png" alt="A pump">'])(
  "a picture that is copied by itself is a file: %s",
  (html) => {
    expect(pastedFiles(pasted(html))).toEqual([picture]);
  },
);
