import { isTrackedEnvelope } from "@trpc/server";
import { stringify } from "./stringify.ts";

export type CallId = number | string;

/** A final text frame, and the lengths that do not fit into its second byte (RFC 6455, 5.2). */
const finalText = 0x81;
const length16 = 126;
const length64 = 127;

/** A text as one message of a server, which masks nothing (RFC 6455, 5.1). */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const head = bytes < length16 ? 2 : bytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + bytes);
  frame[0] = finalText;
  if (head === 2) frame[1] = bytes;
  else if (head === 4) {
    frame[1] = length16;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = length64;
    frame.writeBigUInt64BE(BigInt(bytes), 2);
  }
  frame.write(text, head, "utf8");
  return frame;
}

/** Frames of answers that several are given; most clients call their subscription by the same id. */
const shared = new WeakMap<object, Map<CallId, Buffer>>();

/** What a subscription yielded, as its client is told. A tracked envelope must not change once it was yielded. */
export function answerFrame(answer: unknown, id: CallId): Buffer {
  if (!isTrackedEnvelope(answer)) {
    return textFrame(`{"id":${JSON.stringify(id)},"result":{"type":"data","data":${stringify(answer)}}}`);
  }
  const known = shared.get(answer);
  const frame = known?.get(id);
  if (frame) return frame;
  const [eventId, data] = answer;
  const named = `"id":${JSON.stringify(eventId)},"data":${stringify({ id: eventId, data })}`;
  const made = textFrame(`{"id":${JSON.stringify(id)},"result":{"type":"data",${named}}}`);
  if (known) known.set(id, made);
  else shared.set(answer, new Map([[id, made]]));
  return made;
}
