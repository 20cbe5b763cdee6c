/** A place in the demo worth opening. */
export interface DemoLink {
  readonly path: string;
  readonly shows: string;
}

/** Links into the demo; they are the same on every machine, because the demo's ids follow from its story. */
export const demoLinks: readonly DemoLink[] = [
  { path: "/globex/crm", shows: "a year of sales at a glance: won, lost, win rate, forecast, tasks" },
  { path: "/globex/crm/deals/board", shows: "the pipeline as a board, from prospecting to negotiation" },
  {
    path: "/globex/crm/deals/0199f1a1-3ce0-758a-8810-88736a4d23af",
    shows: "the largest open deal, with every stage it has been through",
  },
  {
    path: "/globex/crm/deals/0199dd07-cce0-7e0b-86a4-804bffb93973",
    shows: "a deal that was lost after negotiation, and why",
  },
  {
    path: "/globex/crm/accounts/0194306f-7b40-7c36-8fde-fcfc3583d6e3",
    shows: "a key account with a year of history in its timeline",
  },
  { path: "/globex/crm/leads/019a86be-2680-7aca-8fa3-5f74c27e1cf9", shows: "a lead that became a customer" },
  { path: "/globex/crm/leads/019b4bb0-3dc0-7c8e-84cc-2f619a7942bc", shows: "a qualified lead, ready to be converted" },
  { path: "/globex/crm/activities", shows: "tasks: two overdue, two for today, the rest to come" },
  { path: "/globex/crm/forecast", shows: "what is expected to come in, month by month" },
  {
    path: "/acme/crm/imports/new",
    shows: "the import wizard, waiting for the history of a company that has just moved",
  },
  {
    path: "/acme/crm/accounts/019b16d4-bf40-7cd4-860e-d0f34f14133d",
    shows: "a customer typed in by hand, with a note on how Acme moved",
  },
];
