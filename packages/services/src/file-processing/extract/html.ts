import { Parser } from "htmlparser2";
import type { TextKeeper } from "./text-keeper.ts";

/** What a reader never sees. */
const hidden = new Set(["script", "style", "noscript", "template", "svg", "iframe", "object"]);
/** What stays on its line. */
const inline = new Set("a abbr b bdi bdo cite code em i kbd mark q s small span strong sub sup u wbr".split(" "));

/** The encoding that a page names, where browsers look for it (HTML, section 4.2.5.4). */
export function charsetOf(page: Uint8Array): string | undefined {
  const head = Buffer.from(page.subarray(0, 1_024)).toString("latin1");
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(head)?.[1];
}

/** The words of a page, its title first; nothing of it is run or fetched. */
export function readHtml(html: string, keeper: TextKeeper): void {
  let depth = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (hidden.has(name)) depth += 1;
      else if (!inline.has(name)) keeper.add("\n");
    },
    onclosetag(name) {
      if (hidden.has(name)) depth = Math.max(0, depth - 1);
      else if (!inline.has(name)) keeper.add("\n");
    },
    ontext(text) {
      if (depth === 0) keeper.add(text);
      if (keeper.isFull) parser.pause();
    },
  });
  parser.end(html);
}
