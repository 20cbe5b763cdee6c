/** PostgreSQL refuses a notification of 8000 bytes. */
export const maxMessageBytes = 7_900;

/** Puts messages together, in their order, in as few payloads as they fit into. Throws TypeError for one that cannot be sent. */
export function pack(messages: readonly string[]): string[] {
  const payloads: string[] = [];
  let lines: string[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = Buffer.byteLength(message) + 1;
    if (size > maxMessageBytes || message.includes("\n")) throw new TypeError("The message does not fit on the bus.");
    if (bytes + size > maxMessageBytes) {
      payloads.push(lines.join("\n"));
      lines = [];
      bytes = 0;
    }
    lines.push(message);
    bytes += size;
  }
  if (lines.length > 0) payloads.push(lines.join("\n"));
  return payloads;
}

export const unpack = (payload: string): string[] => payload.split("\n");
