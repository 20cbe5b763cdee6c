/**
 * Files as others write them, for tests: Jira's "Export CSV (all fields)" with a column for each value, seconds and its own
 * days, and Trello's "Export as JSON".
 */
export const jiraFile = [
  "Summary,Issue key,Issue id,Parent id,Issue Type,Status,Project key,Priority,Assignee,Reporter,Created,Due date,Labels,Labels,Description,Original estimate,Inward issue link (Blocks),Outward issue link (Blocks),Outward issue link (Blocks),Custom field (Start date),Sprint,Sprint,Custom field (Story Points),Parent,Comment,Comment",
  'Checkout redesign,SHOP-1,10001,,Epic,In Progress,SHOP,Highest,Anna Lindqvist,Sam Carter,12/Nov/26 9:15 AM,18/Dec/26 12:00 AM,,,"As a customer\nI pay, and see ""thank you""",,,,,16/Nov/26 12:00 AM,,,,,,',
  "Payment form,SHOP-2,10002,,Story,Selected for Development,SHOP,Medium,anna@acme.example,Sam Carter,12/Nov/26 9:20 AM,2026-12-04,frontend,needs-design,,28800,,SHOP-3,SHOP-4,,Sprint 7,Sprint 8,5,SHOP-1,12/Nov/26 3:04 PM;712020:9f1c;Looks good; ship it,13/Nov/26 8:00 AM;sam;Not yet",
  "Validate cards,SHOP-3,10003,10002,Sub-task,To Do,SHOP,Low,,Sam Carter,13/Nov/26 10:00 AM,,,,,5400,SHOP-2,,,,,,,,,",
  'Receipt by e-mail,SHOP-4,10004,,Story,Waiting for legal,SHOP,P9,"Nobody Known",Sam Carter,14/Nov/26 10:00 AM,31/Feb/27 12:00 AM,,,,,SHOP-2,SHOP-99,,,,,,SHOP-1,,',
  ",SHOP-5,10005,,Task,Done,SHOP,Medium,,Sam Carter,14/Nov/26 10:00 AM,,,,,,,,,,,,,,,",
].join("\r\n");

/** One of a team that plans by sprints: epics by their own link, points, hours, files, and people by their accounts' numbers. */
export const sprintFile = [
  "Summary,Issue key,Issue id,Status,Status Category,Resolution,Priority,Assignee,Assignee Id,Sprint,Sprint,Custom field (Story Points),Custom field (Epic Link),Custom field (Epic Name),Custom field (Severity),Due date,Log Work,Attachment,Comment",
  "Basket,WEB-1,101,Discovery,In Progress,,Wichtig,Acme Manager,712020:9f1c,,,,,Shopping,,,,,",
  'Add to basket,WEB-2,102,Closed,Done,Fixed,High,,,Sprint 7,Sprint 8,5,WEB-1,,S1,30/Apr/26 12:00 AM,"Tried both;24/Apr/26 11:00 AM;712020:9f1c;5400",24/Apr/26 11:00 AM;712020:9f1c;sketch.png;https://jira.example/secure/attachment/1/sketch.png,"24/Apr/26 3:04 PM;712020:9f1c;Looks\r\ngood"',
  "Remove from basket,WEB-3,103,Closed,Done,Won't Do,Low,,,Sprint 7,,3,Shopping,,S9,20/Apr/26 12:00 AM,,,",
].join("\r\n");

export const boardFile = JSON.stringify({
  id: "6550c0ffee0000000000b0a2",
  name: "Autumn campaign",
  lists: [
    { id: "l-done", name: "Done 🎉", closed: false, pos: 49152 },
    { id: "l-todo", name: "To Do", closed: false, pos: 16384 },
    { id: "l-old", name: "Last year", closed: true, pos: 65536 },
  ],
  cards: [
    {
      id: "c-poster",
      shortLink: "gplJv6dx",
      name: "Design the poster",
      desc: "A2 and A3",
      idList: "l-todo",
      idMembers: ["m-anna", "m-gone"],
      labels: [
        { id: "g1", name: "Print", color: "green" },
        { id: "g2", name: "", color: "sky_light" },
      ],
      due: "2026-11-30T23:30:00.000Z",
      start: "2026-11-23T08:00:00.000Z",
      dueComplete: true,
      closed: false,
      pos: 200,
      customFieldItems: [
        { idCustomField: "f-size", value: { number: "2" }, idValue: null },
        { idCustomField: "f-paper", value: null, idValue: "o-matt" },
      ],
      idChecklists: ["k2", "k1"],
      attachments: [{ id: "a1", name: "draft.pdf", url: "https://trello.example/1/cards/draft.pdf" }],
    },
    { id: "c-venue", name: "Book the venue", desc: "", idList: "l-todo", closed: false, pos: 100, due: null },
    { id: "c-list", name: "Write the list of guests", desc: "", idList: "l-done", closed: false, pos: 1, due: "soon" },
    { id: "c-away", name: "Flyers", desc: "", idList: "l-done", closed: true, pos: 2 },
    { id: "c-year", name: "Banner", desc: "", idList: "l-old", closed: false, pos: 1 },
    { id: "c-form", name: "New poster", desc: "", idList: "l-todo", closed: false, pos: 1, isTemplate: true },
  ],
  checklists: [
    {
      id: "k1",
      idCard: "c-poster",
      name: "Print",
      pos: 2,
      checkItems: [{ name: "Order", state: "incomplete", pos: 1, due: "2026-11-28T10:00:00.000Z", idMember: "m-anna" }],
    },
    {
      id: "k2",
      idCard: "c-poster",
      name: "Draw",
      pos: 1,
      checkItems: [
        { name: "Colour", state: "incomplete", pos: 20 },
        { name: "Sketch", state: "complete", pos: 10 },
      ],
    },
  ],
  customFields: [
    { id: "f-size", name: "Size", type: "number" },
    { id: "f-paper", name: "Paper", type: "list", options: [{ id: "o-matt", value: { text: "Matt" } }] },
  ],
  members: [{ id: "m-anna", fullName: "Anna Lindqvist", username: "annal" }],
  actions: [
    {
      type: "commentCard",
      date: "2026-11-20T10:00:00.000Z",
      memberCreator: { fullName: "Sam Carter" },
      data: { text: "The second one", card: { id: "c-poster" } },
    },
    { type: "updateCard", date: "2026-11-19T10:00:00.000Z", data: { card: { id: "c-poster" }, old: { pos: 3 } } },
    {
      type: "commentCard",
      date: "2026-11-18T23:30:00.000Z",
      memberCreator: { fullName: "Anna Lindqvist" },
      data: { text: "Which picture?", card: { id: "c-poster" } },
    },
  ],
});
