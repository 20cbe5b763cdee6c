import { Schema } from "@tiptap/pm/model";
import { expect, test } from "vitest";
import { linesOf, withoutTables } from "./pasted-text.ts";

const schema = new Schema({
  nodes: { doc: { content: "paragraph+" }, paragraph: { content: "text*" }, text: {} },
});

test("pasted lines stay lines, the empty ones too", () => {
  const empty = schema.node("doc", null, [schema.node("paragraph")]);
  const { content } = linesOf("one\r\n\n  two", empty.resolve(1));
  expect(content.content.map(({ textContent }) => textContent)).toEqual(["one", "", "  two"]);
});

test("the rows of a pasted table are lines, and the cells in them stay apart", () => {
  const table = '<table border="0"><tbody><tr><th>Pump</th><td>2</td></tr><tr><td>Valve</td></tr></tbody></table>';
  expect(withoutTables(table)).toBe("<p>Pump 2 </p><p>Valve </p>");
});
