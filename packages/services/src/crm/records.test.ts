import { createActivityInput } from "@steward/contracts/crm/activity";
import { createContactInput, listContactsInput } from "@steward/contracts/crm/contact";
import { type Acting, actingAs, createTwoTenants, type TwoTenants } from "@steward/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAccount, removeAccounts } from "./account/account.ts";
import { getAccountTimeline } from "./account/timeline.ts";
import { completeActivity, createActivity, removeActivities, restoreActivities } from "./activity/activity.ts";
import { countTasks, listTasks } from "./activity/queries.ts";
import { createContact, updateContact } from "./contact/contact.ts";
import { exportContacts, exportContactVcards, getContactVcard } from "./contact/export.ts";
import { listContacts } from "./contact/queries.ts";
import { createLocation, getLocation, removeLocations, updateLocation } from "./location.ts";
import { getOwnSalesperson } from "./salesperson/queries.ts";
import { createSalesperson, ensureSalesperson } from "./salesperson/salesperson.ts";
import { searchRecords } from "./search.ts";
import { applyTags, createTag, deleteTags, listTags, restoreTags, updateTag } from "./tag/tag.ts";

let two: TwoTenants;
let member: Acting;
let other: Acting;
beforeAll(async () => {
  two = await createTwoTenants();
  member = actingAs(two.database, two.acme);
  other = actingAs(two.database, two.globex);
});
afterAll(() => two.close());

const addAccount = (name: string) => member.write((ctx) => createAccount(ctx, { name }));
const addContact = (input: Record<string, unknown>) =>
  member.write((ctx) => createContact(ctx, createContactInput.parse(input)));
const log = (input: Record<string, unknown>, by = member) =>
  by.write((ctx) => createActivity(ctx, createActivityInput.parse(input)));

describe("a contact", () => {
  test("keeps several addresses, the primary one first, and is found by any of them", async () => {
    const account = await addAccount("Addresses Ltd");
    const made = await addContact({
      firstName: "Anna",
      lastName: "Ødegård",
      emails: ["Anna@Addresses.test", "private@anna.test"],
      phone: "212 555 0177",
      accountId: account.id,
    });
    expect(made).toMatchObject({ name: "Anna Ødegård", phone: "+12125550177", account: { name: "Addresses Ltd" } });
    expect(made.emails).toEqual(["anna@addresses.test", "private@anna.test"]);
    for (const search of ["odegard", "private@anna", "anna@addresses.test", "(212) 555-0177"]) {
      const page = await member.read((ctx) => listContacts(ctx, listContactsInput.parse({ search })));
      expect(page.items.map((item) => item.id)).toEqual([made.id]);
    }
  });

  test("has a name, whichever half is changed", async () => {
    await expect(addContact({ emails: ["who@nobody.test"] })).rejects.toMatchObject({ reason: "contact.name_missing" });
    const { id } = await addContact({ firstName: "Cher" });
    await expect(member.write((ctx) => updateContact(ctx, { id, firstName: "" }))).rejects.toMatchObject({
      reason: "contact.name_missing",
    });
    const twice = createContactInput.safeParse({ firstName: "A", emails: ["a@b.test", "A@b.test"] });
    expect(twice.error?.issues[0]?.message).toMatch(/twice/);
  });

  test("leaves as CSV and as vCards", async () => {
    const account = await addAccount("Export; Partners");
    await addContact({
      firstName: "+49 Formula",
      lastName: "Test",
      accountId: account.id,
      emails: ["f@x.test", "g@x.test"],
    });
    const { id } = await addContact({ firstName: "Zoe", accountId: account.id });
    const input = { ...listContactsInput.parse({ filter: { accountId: [account.id] } }), limit: 1 };
    const first = await member.read((ctx) => exportContacts(ctx, input));
    expect(first.text.split("\r\n")[1]).toMatch(/^'\+49 Formula,Test,,f@x\.test,g@x\.test,/);
    const cards = await member.read((ctx) => exportContactVcards(ctx, { ...input, limit: 10 }));
    expect(cards.text.match(/BEGIN:VCARD/g)).toHaveLength(2);
    expect((await member.read((ctx) => getContactVcard(ctx, id))).text).toContain("ORG:Export\\; Partners\r\n");
    await expect(other.read((ctx) => getContactVcard(ctx, id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a location", () => {
  test("is the account's primary one if it is the first, and there is one at a time", async () => {
    const account = await addAccount("Sites Ltd");
    const add = (name: string) => member.write((ctx) => createLocation(ctx, { name, accountId: account.id }));
    const [head, plant] = [await add("Head office"), await add("Plant")];
    expect([head.primary, plant.primary]).toEqual([true, false]);
    await member.write((ctx) => updateLocation(ctx, { id: plant.id, primary: true }));
    expect((await member.read((ctx) => getLocation(ctx, head.id))).primary).toBe(false);
    await member.write((ctx) => removeLocations(ctx, [plant.id]));
    await expect(member.read((ctx) => getLocation(ctx, plant.id))).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("a task", () => {
  test("is overdue, due today, due later or done by the organisation's calendar", async () => {
    const hour = 3_600_000;
    const at = (hours: number) => new Date(Date.now() + hours * hour);
    const overdue = await log({ kind: "task", subject: "Yesterday", dueAt: at(-30) });
    await log({ kind: "call", subject: "Day after tomorrow", dueAt: at(50) });
    await log({ kind: "note", subject: "Never due" });
    await log(
      { kind: "task", subject: "Somebody else's", dueAt: at(-30) },
      actingAs(two.database, two.acme, "manager"),
    );
    expect(await member.read((ctx) => countTasks(ctx, {}))).toEqual({ overdue: 1, today: 0, upcoming: 1, done: 0 });
    expect(await member.read((ctx) => countTasks(ctx, { ownerId: null }))).toMatchObject({ overdue: 2 });
    await member.write((ctx) => completeActivity(ctx, { id: overdue.id, done: true }));
    await member.write((ctx) => completeActivity(ctx, { id: overdue.id, done: true }));
    const done = await member.read((ctx) => listTasks(ctx, { bucket: "done", limit: 10 }));
    expect(done.items.map((item) => item.subject)).toEqual(["Yesterday"]);
    await member.write((ctx) => completeActivity(ctx, { id: overdue.id, done: false }));
    const late = await member.read((ctx) => listTasks(ctx, { bucket: "overdue", limit: 10 }));
    expect(late.items.map((item) => item.subject)).toEqual(["Yesterday"]);
    await member.write((ctx) => removeActivities(ctx, [overdue.id]));
    expect((await member.read((ctx) => countTasks(ctx, {}))).overdue).toBe(0);
    await member.write((ctx) => restoreActivities(ctx, [overdue.id]));
  });

  test("that is due this very day is due today", async () => {
    const manager = actingAs(two.database, two.acme, "owner");
    await log({ kind: "task", subject: "Now", dueAt: new Date() }, manager);
    expect(await manager.read((ctx) => countTasks(ctx, {}))).toEqual({ overdue: 0, today: 1, upcoming: 0, done: 0 });
  });
});

describe("the timeline of an account", () => {
  test("tells of its contacts too, newest first, page by page, and only to its own organisation", async () => {
    const account = await addAccount("Timeline Ltd");
    const person = await addContact({ firstName: "Tim", accountId: account.id });
    await log({ kind: "call", subject: "Long ago", accountId: account.id, occursAt: "2020-01-01T10:00:00Z" });
    const meeting = await log({ kind: "meeting", subject: "With Tim", contactId: person.id });
    expect(meeting.account?.id).toBe(account.id);
    const seen: string[] = [];
    for (let cursor: string | null | undefined, pages = 0; cursor !== null && pages < 10; pages++) {
      const page = await member.read((ctx) => getAccountTimeline(ctx, { id: account.id, cursor, limit: 2 }));
      seen.push(...page.items.map((item) => (item.type === "event" ? item.name : item.activity.subject)));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(["With Tim", "crm.contact.created", "crm.account.created", "Long ago"]);
    await expect(other.read((ctx) => getAccountTimeline(ctx, { id: account.id, limit: 2 }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a tag", () => {
  test("has one name whatever the case, counts its visible use, and comes back with it", async () => {
    const [first, second] = [await addAccount("Tagged 1"), await addAccount("Tagged 2")];
    const { id } = await member.write((ctx) => createTag(ctx, { name: "Important", colour: "red" }));
    await expect(member.write((ctx) => createTag(ctx, { name: "IMPORTANT" }))).rejects.toMatchObject({
      code: "CONFLICT",
      reason: "tag.name_taken",
    });
    const apply = { kind: "account" as const, ids: [first.id, second.id], add: [id], remove: [] };
    const { undo } = await member.write((ctx) => applyTags(ctx, apply));
    expect((await member.write((ctx) => applyTags(ctx, apply))).undo).toEqual([]);
    await member.write((ctx) => removeAccounts(ctx, [second.id]));
    const useOf = async () => {
      const page = await member.read((ctx) =>
        listTags(ctx, { search: "important", filter: {}, sort: { field: "name", direction: "asc" }, limit: 10 }),
      );
      return page.items[0]?.useCount;
    };
    expect(await useOf()).toBe(1);
    await member.write((ctx) => deleteTags(ctx, [id]));
    expect(await useOf()).toBeUndefined();
    await member.write((ctx) => restoreTags(ctx, [id]));
    expect(await useOf()).toBe(1);
    for (const input of undo) await member.write((ctx) => applyTags(ctx, input));
    expect(await useOf()).toBe(0);
    await expect(other.write((ctx) => updateTag(ctx, { id, name: "Mine" }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

describe("a salesperson", () => {
  test("is made once per member, even by two first records at a time", async () => {
    const admin = actingAs(two.database, two.acme, "admin");
    expect(await admin.read((ctx) => getOwnSalesperson(ctx))).toBeNull();
    const ids = await Promise.all([1, 2, 3].map(() => admin.write((ctx) => ensureSalesperson(ctx))));
    expect(new Set(ids).size).toBe(1);
  });

  test("that a file brought becomes the member with the same address", async () => {
    const owner = actingAs(two.database, two.globex, "productOwner");
    const email = two.globex.members.productOwner.email;
    const imported = await owner.write((ctx) => createSalesperson(ctx, { name: "From a file", email }));
    expect(await owner.write((ctx) => ensureSalesperson(ctx))).toBe(imported.id);
  });
});

describe("the search over all records", () => {
  test("finds accounts and contacts, best first, and only what the caller may see", async () => {
    const account = await addAccount("Zephyrine Works");
    await addContact({ firstName: "Zephyrine", lastName: "Dupont", accountId: account.id });
    const found = await member.read((ctx) => searchRecords(ctx, { query: "zephyrine", limit: 5 }));
    expect(found.map((hit) => [hit.kind, hit.label])).toEqual(
      expect.arrayContaining([
        ["account", "Zephyrine Works"],
        ["contact", "Zephyrine Dupont"],
      ]),
    );
    expect(await other.read((ctx) => searchRecords(ctx, { query: "zephyrine", limit: 5 }))).toEqual([]);
    const guest = actingAs(two.database, two.acme, "guest");
    expect(await guest.read((ctx) => searchRecords(ctx, { query: "zephyrine", limit: 5 }))).toEqual([]);
  });
});
