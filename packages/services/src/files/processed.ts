/** What the worker does with a kind of file. */
export type Processing = "text" | "thumbnail";

const office = "application/vnd.openxmlformats-officedocument";
const processing = new Map<string, Processing>([
  ["application/pdf", "text"],
  [`${office}.wordprocessingml.document`, "text"],
  [`${office}.spreadsheetml.sheet`, "text"],
  ["text/html", "text"],
  ["text/markdown", "text"],
  ["text/plain", "text"],
  ["text/csv", "text"],
  ["message/rfc822", "text"],
  ...["avif", "gif", "jpeg", "png", "tiff", "webp"].map((kind): [string, Processing] => [`image/${kind}`, "thumbnail"]),
]);

/** Undefined where there is nothing to be made of it. */
export const processingOf = (type: string): Processing | undefined => processing.get(type);

export const isProcessed = (type: string): boolean => processing.has(type);
