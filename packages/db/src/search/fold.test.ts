import { expect, test } from "vitest";
import { foldText, searchTextOf, searchWords } from "./fold.ts";

test.each([
  ["Škoda  Auto\n", "skoda auto"],
  ["STRASSE straße", "strasse strasse"],
  ["Łódź Ørsted Æther İstanbul ısı", "lodz orsted aether istanbul isi"],
  ["ﬁnance ½", "finance 1⁄2"],
  ["東京 Ｔｏｋｙｏ", "東京 tokyo"],
])("%j is searched as %j", (text, folded) => {
  expect(foldText(text)).toBe(folded);
  expect(foldText(folded)).toBe(folded);
});

test("the text of a record leaves missing parts out", () => {
  expect(searchTextOf(["Hottechi", null, undefined, "", "info@hottechi.test"])).toBe("hottechi info@hottechi.test");
});

test.each([
  ["  Blue   sky blue ", ["blue", "sky"]],
  ["", []],
  [" \u0000 ", []],
  ["+44 (0)20 7183-8750", ["4402071838750"]],
  ["030 / 123.45", ["3012345"]],
  ["2024", ["2024"]],
  ["a b c d e f g h i j", ["a", "b", "c", "d", "e", "f", "g", "h"]],
])("%j asks for %j", (query, words) => {
  expect(searchWords(query)).toEqual(words);
});
