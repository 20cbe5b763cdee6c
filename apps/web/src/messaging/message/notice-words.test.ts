import type { MessageNotice } from "@steward/contracts/messaging/message";
import { expect, test } from "vitest";
import { sampleMessage } from "./message-fixture.ts";
import { noticeWords } from "./notice-words.ts";

const people = ["Ben", "Cara", "Dora"].map((name) => ({ memberId: name, name }));

test.each<[Partial<MessageNotice>, string]>([
  [{ kind: "joined" }, "Ann joined"],
  [{ kind: "left" }, "Ann left"],
  [{ kind: "added", people: people.slice(0, 1) }, "Ann added Ben"],
  [{ kind: "added", people }, "Ann added Ben, Cara and Dora"],
  [{ kind: "added", people, more: 4 }, "Ann added Ben, Cara, Dora and 4 more"],
  [{ kind: "removed", people: people.slice(0, 2) }, "Ann removed Ben and Cara"],
  [{ kind: "renamed", to: "Boots" }, "Ann renamed this to Boots"],
  [{ kind: "renamed" }, "Ann took the name away"],
  [{ kind: "topicChanged", to: "Snow" }, "Ann changed the topic to Snow"],
  [{ kind: "topicChanged" }, "Ann took the topic away"],
])("%o reads %s", (given, words) => {
  const notice: MessageNotice = { kind: "joined", people: [], more: 0, to: null, ...given };
  expect(noticeWords(sampleMessage(1, { notice }))).toBe(words);
});

test("what somebody said is no notice", () => {
  expect(noticeWords(sampleMessage(1, {}))).toBeNull();
});
