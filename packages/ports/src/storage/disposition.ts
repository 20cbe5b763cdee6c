/**
 * The value of `Content-Disposition` (RFC 6266): the name in plain letters, and beside it as it is (RFC 8187) where plain
 * letters do not say it.
 */
export function contentDisposition(disposition: "attachment" | "inline", name: string): string {
  const letters = name.normalize("NFKD").replace(/[^\x20-\x7e]/g, "");
  const plain = letters.replace(/["\\%]/g, "_").trim() || "file";
  const header = `${disposition}; filename="${plain}"`;
  return plain === name ? header : `${header}; filename*=UTF-8''${exactly(name)}`;
}

function exactly(name: string): string {
  const encoded = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, encoded);
}
