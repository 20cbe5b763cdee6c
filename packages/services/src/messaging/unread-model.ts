/** What unread counts are to be, in the simplest words: lists that are gone through from beginning to end. */
export class UnreadModel {
  readonly #conversations = new Map<string, ModelConversation>();

  start(id: string, members: readonly string[]): void {
    this.#conversations.set(id, {
      messages: [],
      members: new Map(members.map((member) => [member, 0])),
      lastSeq: 0,
    });
  }

  get(id: string): ModelConversation {
    const found = this.#conversations.get(id);
    if (!found) throw new Error("The model knows no such conversation.");
    return found;
  }

  send(id: string, message: Omit<ModelMessage, "isRemoved" | "places">): void {
    const found = this.get(id);
    const { messages, members } = found;
    found.lastSeq += 1;
    messages.push({ ...message, isRemoved: false, places: new Map() });
    const root = messages.find(({ messageId }) => messageId === message.rootId);
    if (!root) return;
    const { seq, author, mentions } = message;
    this.#enter(root, members, root.author, root.author === author ? seq : 0);
    for (const mentioned of mentions) this.#enter(root, members, mentioned, seq - 1);
    this.#enter(root, members, author, seq);
  }

  #enter(root: ModelMessage, members: ModelConversation["members"], member: string, lastRead: number): void {
    if (members.has(member) && !root.places.has(member)) root.places.set(member, lastRead);
  }

  remove(id: string, messageId: string): void {
    const message = this.get(id).messages.find((each) => each.messageId === messageId);
    if (message) message.isRemoved = true;
  }

  read(id: string, member: string, seq: number): void {
    const { members, lastSeq } = this.get(id);
    members.set(member, Math.max(members.get(member) ?? 0, Math.min(seq, lastSeq)));
  }

  unread(id: string, member: string, seq: number): void {
    const { members } = this.get(id);
    members.set(member, Math.min(members.get(member) ?? 0, seq - 1));
  }

  readThread(id: string, rootId: string, member: string, seq: number): void {
    const { messages } = this.get(id);
    const root = messages.find(({ messageId }) => messageId === rootId);
    const known = root?.places.get(member);
    if (!root || known === undefined) return;
    const standing = messages.filter((message) => message.rootId === rootId && !message.isRemoved);
    root.places.set(member, Math.max(known, Math.min(seq, standing.at(-1)?.seq ?? 0)));
  }

  enter(id: string, member: string): void {
    const found = this.get(id);
    if (found.members.has(member)) return;
    found.members.set(member, found.lastSeq);
    found.lastSeq += 1;
  }

  leave(id: string, member: string): void {
    const found = this.get(id);
    found.members.delete(member);
    for (const { places } of found.messages) places.delete(member);
    found.lastSeq += 1;
  }

  /** What waits for each member of a conversation. */
  counts(id: string, most: number): Map<string, { unreadCount: number; mentionCount: number }> {
    const { members, messages } = this.get(id);
    const byId = new Map(messages.map((message) => [message.messageId, message]));
    const standing = messages.filter(({ isRemoved }) => !isRemoved);
    return new Map(
      [...members].map(([member, lastRead]) => {
        const unread = standing.filter(({ seq, author, rootId }) => !rootId && author !== member && seq > lastRead);
        const mentions = standing.filter(({ seq, mentions: named, rootId }) => {
          if (!named.includes(member)) return false;
          const place = rootId ? byId.get(rootId)?.places.get(member) : lastRead;
          return place !== undefined && seq > place;
        });
        return [
          member,
          { unreadCount: Math.min(unread.length, most), mentionCount: Math.min(mentions.length, most) },
        ] as const;
      }),
    );
  }
}

export interface ModelMessage {
  readonly messageId: string;
  readonly seq: number;
  readonly author: string;
  /** Of the message whose thread it is in. */
  readonly rootId: string | null;
  readonly mentions: readonly string[];
  isRemoved: boolean;
  /** Of the thread that hangs on it: how far each follower has read. */
  readonly places: Map<string, number>;
}

export interface ModelConversation {
  readonly messages: ModelMessage[];
  /** How far each has read. */
  readonly members: Map<string, number>;
  /** Whoever comes or goes leaves a line, which counts for nobody. */
  lastSeq: number;
}
