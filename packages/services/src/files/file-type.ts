/** Kinds whose first bytes always say what they are: bytes that do not are something else under that name. */
const signed = [
  /^image\/(?:png|jpeg|gif|webp|avif|bmp|tiff|heic|heif)$/,
  /^application\/(?:pdf|zip|vnd\.openxmlformats-officedocument\..*|vnd\.oasis\.opendocument\..*)$/,
];
/** Office's formats before 2007 share one container. */
const compound = /^application\/(?:x-cfb|msword|vnd\.ms-(?:excel|powerpoint|outlook)(?:\..*)?)$/;
const zipped = /^application\/(?:zip|x-zip-compressed|epub\+zip|java-archive|.*(?:openxmlformats|opendocument).*)$/;
const markup = /^(?:application\/(?:xml|xhtml\+xml)|text\/(?:xml|html)|.*\+xml)$/;
const raster = /^image\/(?!svg)/;
const medium = /^(?:audio|video)\//;
const unknown = "application/octet-stream";

/** Names of one kind: what says that it is one of them may turn out to be another without anybody being deceived. */
const families = [compound, zipped, markup, raster, medium];

const typesOfEndings: Readonly<Record<string, string>> = {
  csv: "text/csv",
  eml: "message/rfc822",
  htm: "text/html",
  html: "text/html",
  json: "application/json",
  md: "text/markdown",
  svg: "image/svg+xml",
  txt: "text/plain",
};

export interface Announced {
  readonly name: string;
  /** What the browser says; empty where it does not know. */
  readonly type: string;
}

/**
 * What a file is, by what it was announced as and what its first bytes say; null where the two are of different kinds, as
 * a page of HTML that calls itself a picture.
 * @param sniffed by its signature; undefined where it has none
 * @param head the first bytes
 */
export function agreeOnType({ name, type }: Announced, sniffed: string | undefined, head: Uint8Array): string | null {
  const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  const byName = Object.hasOwn(typesOfEndings, ending) ? typesOfEndings[ending] : undefined;
  const announced = type === "" || type === unknown ? (byName ?? "") : baseOf(type);
  if (sniffed !== undefined) {
    if (announced === "" || announced === sniffed) return sniffed;
    const family = families.find((each) => each.test(announced) && each.test(sniffed));
    if (!family) return null;
    // Signatures name the container; which document is in it, its name knows better. Pictures are what they are.
    return family === raster || family === medium ? sniffed : announced;
  }
  if (signed.some((each) => each.test(announced))) return null;
  if (!isText(head)) return announced.startsWith("text/") || announced === "" ? unknown : announced;
  if (announced !== "") return announced;
  return startsAsPage(head) ? "text/html" : "text/plain";
}

/** Without parameters: `text/html; charset=utf-8` → `text/html`. */
const baseOf = (type: string) => type.split(";", 1)[0]?.trim() ?? "";

function isText(head: Uint8Array): boolean {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  return utf16 || !head.includes(0);
}

function startsAsPage(head: Uint8Array): boolean {
  const start = new TextDecoder().decode(head.subarray(0, 1024)).trimStart().toLowerCase();
  return /^<(?:!doctype html|html|head|body|script|iframe)\b/.test(start);
}

export const isArchive = (type: string) => zipped.test(type);
