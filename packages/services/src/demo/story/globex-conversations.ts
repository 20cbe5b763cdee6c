import type { ConversationStory } from "./story.ts";

/** A working week of talk: one channel for everybody, one for a shift, and a word between two. */
export const globexConversations: readonly ConversationStory[] = [
  {
    channel: { name: "general", topic: "What everybody should know", isPublic: true },
    people: ["owner", "admin", "manager", "member", "technician", "casey"],
    lines: [
      {
        at: [6, "09:02"],
        by: "owner",
        says: "Good morning everybody. The autumn figures are in: the best quarter we have had. Thank you.",
        reactions: { "🎉": ["manager", "member", "technician", "casey"], "❤️": ["admin"] },
      },
      {
        at: [6, "09:10"],
        by: "manager",
        says: "Pizza on Friday, on me.",
        reactions: { "🍕": ["member", "casey", "technician"] },
      },
      {
        key: "vans",
        at: [4, "08:31"],
        by: "admin",
        says: "@channel the vans go in for their service on Thursday. Please empty them the evening before.",
        reactions: { "👍": ["technician", "member"] },
      },
      { at: [4, "08:40"], by: "technician", says: "Mine has the rental compressor in it until Friday.", under: "vans" },
      { at: [4, "08:52"], by: "admin", says: "Then yours goes on Monday, I have moved it.", under: "vans" },
      {
        at: [1, "16:45"],
        by: "casey",
        says: "The new brochure is at the printer's. Three hundred copies, here on Wednesday.",
      },
      { at: [0, "08:05"], by: "owner", says: "Two applicants for the workshop today. Say hello if you see them." },
    ],
    unreadBy: ["member", "manager"],
  },
  {
    channel: { name: "call-outs", topic: "Emergency cover: who goes where", isPublic: false },
    people: ["manager", "technician", "member", "casey"],
    lines: [
      {
        key: "freezer",
        at: [2, "06:14"],
        by: "technician",
        says: "Freezer alarm at #pennine-dairies since half past five. On my way.",
        reactions: { "🙏": ["manager", "casey"] },
      },
      {
        at: [2, "06:21"],
        by: "manager",
        says: "I have told Gordon. He is opening the gate for you.",
        under: "freezer",
      },
      {
        at: [2, "07:48"],
        by: "technician",
        says: "Contactor on compressor two. Running again, I stay until it holds.",
        under: "freezer",
      },
      {
        at: [2, "08:30"],
        by: "technician",
        says: "Holding at minus 22. They want an offer for the third chiller, @member.",
        reactions: { "💪": ["manager", "member"] },
      },
      { at: [2, "08:36"], by: "member", says: "On it. It is in the pipeline already, I will bring the date forward." },
      { at: [0, "07:40"], by: "casey", says: "Who covers Saturday? @technician could you?" },
      { at: [0, "07:55"], by: "technician", says: "Until six, yes." },
    ],
    unreadBy: ["manager", "casey"],
  },
  {
    people: ["manager", "member"],
    lines: [
      { at: [1, "11:20"], by: "manager", says: "How did it go at #albion-hotels?" },
      {
        at: [1, "11:34"],
        by: "member",
        says: "Well. Fiona wants the heat pumps in before the season, and the board agrees.",
      },
      {
        at: [1, "11:35"],
        by: "manager",
        says: "Then let us talk about the price tomorrow morning.",
        reactions: { "👍": ["member"] },
      },
      { at: [0, "08:15"], by: "member", says: "I am at my desk from nine. The new figures are on the deal." },
    ],
    unreadBy: ["manager"],
  },
  {
    people: ["owner", "admin"],
    lines: [
      { at: [3, "17:02"], by: "owner", says: "Could you see who still signs in without a second factor?" },
      { at: [3, "17:15"], by: "admin", says: "Two people. I have asked both, and we make it the rule from Monday." },
      { at: [3, "17:16"], by: "owner", says: "Perfect, thank you." },
    ],
  },
];
