/** What a tree of divisions is made of, as far as its shape matters. */
export interface TreeNode<Node> {
  id: string;
  name: string;
  children: Node[];
}

export interface Placed<Node> {
  node: Node;
  /** Names from the top down, its own last. */
  path: string[];
}

/** The tree as a list, each division before those below it. */
export function flatten<Node extends TreeNode<Node>>(nodes: readonly Node[], above: string[] = []): Placed<Node>[] {
  return nodes.flatMap((node) => {
    const path = [...above, node.name];
    return [{ node, path }, ...flatten(node.children, path)];
  });
}

/** Where a division may be moved: everywhere but to itself and below itself. */
export function placesFor<Node extends TreeNode<Node>>(tree: readonly Node[], moved: Node): Placed<Node>[] {
  const below = new Set(flatten([moved]).map(({ node }) => node.id));
  return flatten(tree).filter(({ node }) => !below.has(node.id));
}
