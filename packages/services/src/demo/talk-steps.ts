import type { RichInline, RichText } from "@steward/contracts/kernel/rich-text";
import { uuidv7 } from "@steward/db";
import { createConversation, markRead, openDirect, putReaction, writeMessage } from "../messaging/index.ts";
import { lookUp, type Scene, type Step } from "./steps.ts";
import type { ConversationStory, LineStory, Person, Story } from "./story/story.ts";

/** What people say to each other: conversations, their lines, and how far everybody has read. */
export function talkSteps({ conversations = [] }: Story): Step[] {
  return conversations.flatMap(stepsOf);
}

function stepsOf(conversation: ConversationStory, index: number): Step[] {
  const { people, lines, unreadBy = [] } = conversation;
  const [starter] = people;
  const [first] = lines;
  if (!first) return [];
  const name = `talk/${index}`;
  const said = new Map<string, string>();
  let id = "";
  const begin: Step = {
    name,
    at: first.at,
    by: starter,
    act: async (scene) => {
      id = await start(scene, conversation);
    },
  };
  const steps = lines.flatMap((line, number) => {
    const speak: Step = {
      name: `${name}/${number}`,
      at: line.at,
      by: line.by,
      act: async (scene) => {
        const messageId = await say(scene, id, line, said);
        if (line.key !== undefined) said.set(line.key, messageId);
        said.set(`${number}`, messageId);
      },
    };
    return [speak, ...reactionSteps(name, line, number, said)];
  });
  const last = lines.at(-1) ?? first;
  const readers = people.map((person): Step => {
    const isBehind = unreadBy.includes(person);
    // Whoever is behind has read what was said before the last two lines.
    const seq = isBehind ? Math.max(0, lines.length - 2) : lines.length;
    return {
      name: `${name}/read/${person}`,
      at: last.at,
      by: person,
      act: async ({ ctx }) => void (await markRead(ctx, { id, seq })),
    };
  });
  return [begin, ...steps, ...readers];
}

async function start({ ctx, memberOf }: Scene, { channel, people }: ConversationStory): Promise<string> {
  const [, other, ...more] = people;
  if (!channel) return (await openDirect(ctx, memberOf(other))).id;
  const { name, topic, isPublic } = channel;
  const made = await createConversation(ctx, {
    kind: "channel",
    name,
    topic,
    visibility: isPublic ? "public" : "private",
    memberIds: [other, ...more].map(memberOf),
  });
  return made.id;
}

function say(scene: Scene, conversationId: string, { says, under }: LineStory, said: ReadonlyMap<string, string>) {
  const threadRootId = under === undefined ? null : lookUp(said, under);
  const content = written(scene, says);
  return writeMessage(scene.ctx, { clientId: uuidv7(), conversationId, content, threadRootId, fileIds: [] });
}

function reactionSteps(
  name: string,
  { at, reactions = {} }: LineStory,
  number: number,
  said: ReadonlyMap<string, string>,
): Step[] {
  return Object.entries(reactions).flatMap(([emoji, people]) =>
    people.map((person) => ({
      name: `${name}/${number}/${emoji}/${person}`,
      at,
      by: person,
      act: ({ ctx }) => putReaction(ctx, { id: lookUp(said, `${number}`), emoji, on: true }),
    })),
  );
}

/** Words as an editor stores them. */
function written({ story, made, memberOf }: Scene, says: string): RichText {
  const isPerson = (word: string): word is Person => Object.hasOwn(story.people, word);
  const parts = says.split(/([@#][a-z\d-]+)/).filter((part) => part !== "");
  const content = parts.map((part): RichInline => {
    const word = part.slice(1);
    if (part.startsWith("#")) {
      return { type: "record", attrs: { address: "crm.account", entityId: lookUp(made.accounts, word) } };
    }
    if (part.startsWith("@")) return { type: "mention", attrs: { id: isPerson(word) ? memberOf(word) : word } };
    return { type: "text", text: part };
  });
  return { type: "doc", content: [{ type: "paragraph", content }] };
}
