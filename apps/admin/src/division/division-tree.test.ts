import { describe, expect, it } from "vitest";
import { flatten, placesFor } from "./division-tree.ts";

interface Node {
  id: string;
  name: string;
  children: Node[];
}
const node = (name: string, ...children: Node[]): Node => ({ id: name, name, children });
const sales = node("Sales", node("Inside"), node("Field", node("North")));
const tree = [sales, node("Service")];

describe("a tree of divisions", () => {
  it("lists each division after those above it, with its whole path", () => {
    expect(flatten(tree).map(({ path }) => path.join("/"))).toEqual([
      "Sales",
      "Sales/Inside",
      "Sales/Field",
      "Sales/Field/North",
      "Service",
    ]);
  });

  it("offers no place below the division that moves", () => {
    expect(placesFor(tree, sales).map(({ node: { name } }) => name)).toEqual(["Service"]);
  });
});
