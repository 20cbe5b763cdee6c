// Another service talks to Steward over HTTP. While `npm start` runs: node docs/examples/http-client.ts
import { createStewardClient, reasonOf } from "@steward/api/client";

const url = process.env.STEWARD_API_URL ?? "http://localhost:4000";
const keepForTheNextStart = async (_refreshToken: string) => {};
const say = (line: string) => process.stdout.write(`${line}\n`);

// A person signs in and gets tokens, which the client keeps fresh; `onTokens` stores each new pair before it is used.
// A program has a key instead, made under Administration → API keys: createStewardClient({ url, tenant, apiKey: "stw_…" }).
const credentials = { email: "member@acme.test", password: "steward-demo" };
const tokens = await createStewardClient({ url }).auth.token.create.mutate(credentials);
const steward = createStewardClient({
  url,
  tenant: "acme",
  tokens,
  onTokens: ({ refreshToken }) => keepForTheNextStart(refreshToken),
});

// An answer that gets lost on the way is asked for again, and the account is made once. With a key of your own that holds
// for a day, whichever process asks.
const order = { context: { idempotencyKey: `order-4711-${Date.now()}` } };
const account = await steward.crm.account.create.mutate({ name: "Hottech Industries" }, order);
const again = await steward.crm.account.create.mutate({ name: "Hottech Industries" }, order);
say(`the same account: ${again.id === account.id}`);

// Dates are dates, and calls of one moment travel in one request.
const [{ items }, mine] = await Promise.all([
  steward.crm.account.list.query({ search: "hotech" }),
  steward.crm.account.byId.query({ id: account.id }),
]);
say(`found by a misspelt name: ${items.some(({ id }) => id === account.id)}`);
say(`made just now: ${Date.now() - mine.createdAt.getTime() < 60_000}`);

// What a rule refuses says which rule.
await steward.crm.account.byId.query({ id: "00000000-0000-7000-8000-000000000000" }).catch((error: unknown) => {
  say(`refused: ${reasonOf(error)}`);
});
