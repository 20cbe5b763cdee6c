import { initTRPC, tracked, transformTRPCResponse } from "@trpc/server";
import fc from "fast-check";
import superjson from "superjson";
import { expect, test } from "vitest";
import { answerFrame, textFrame } from "./frames.ts";

/** Reads one unmasked text frame (RFC 6455, 5.2). */
function read(frame: Buffer): string {
  expect(frame[0]).toBe(0x81);
  const short = frame[1] ?? 0;
  const [head, length] =
    short < 126 ? [2, short] : short === 126 ? [4, frame.readUInt16BE(2)] : [10, Number(frame.readBigUInt64BE(2))];
  expect(frame.length).toBe(head + length);
  return frame.subarray(head).toString("utf8");
}

test.each([0, 1, 125, 126, 127, 65_535, 65_536, 100_000])("a text of %i bytes is one frame", (bytes) => {
  const text = "x".repeat(bytes);
  expect(read(textFrame(text))).toBe(text);
});

test("bytes are counted, not letters", () => {
  const text = "ä€😀".repeat(40);
  expect(read(textFrame(text))).toBe(text);
});

const config = initTRPC.create({ transformer: superjson }).router({})._def._config;

/** Names that lead to a prototype are written by neither (`stringify.test.ts`). */
function isWritable(value: unknown): boolean {
  try {
    superjson.serialize(value);
    return true;
  } catch {
    return false;
  }
}

test("an answer says what upstream's adapter would say", () => {
  const values = fc.oneof(fc.jsonValue().filter(isWritable), fc.date({ noInvalidDate: true }), fc.constant(undefined));
  fc.assert(
    fc.property(fc.oneof(fc.nat(), fc.string()), fc.string({ minLength: 1 }), values, (id, eventId, data) => {
      const whole = { id, result: { type: "data" as const, id: eventId, data: { id: eventId, data } } };
      const wanted = JSON.parse(JSON.stringify(transformTRPCResponse(config, whole)));
      expect(JSON.parse(read(answerFrame(tracked(eventId, data), id)))).toEqual(wanted);
      const plain = JSON.parse(JSON.stringify(transformTRPCResponse(config, { id, result: { type: "data", data } })));
      expect(JSON.parse(read(answerFrame(data, id)))).toEqual(plain);
    }),
  );
});

test("an answer that several are given is written once for all who call it the same", () => {
  const answer = tracked("1", { kind: "event" });
  expect(answerFrame(answer, 1)).toBe(answerFrame(answer, 1));
  expect(answerFrame(answer, 2)).not.toEqual(answerFrame(answer, 1));
  expect(answerFrame(tracked("1", { kind: "event" }), 1)).not.toBe(answerFrame(answer, 1));
});
