import { registerProblemTexts } from "@steward/ui";
import { leadStatusLabels } from "./lead/lead-labels.ts";

const nameOf = (status: unknown) => {
  const label = Object.entries(leadStatusLabels).find(([key]) => key === status)?.[1];
  return label?.toLowerCase() ?? "in another state";
};

const deals = (count: unknown) => (count === 1 ? "1 open deal" : `${String(count)} open deals`);

registerProblemTexts({
  "deal.already_closed": ({ name, status }) =>
    `${typeof name === "string" ? name : "This deal"} is ${String(status)} already. Reopen it first.`,
  "deal.not_closed": "This deal is open already.",
  "deal.stage_elsewhere": "This stage belongs to another pipeline. Choose one of this pipeline.",
  "deal.closed_in_future": "A deal cannot have closed on a day that has not come yet.",
  "deal.closed_before_opened": "A deal cannot close before it was opened. Check both days.",
  "deal.external_ref_taken": "Another deal has this reference already.",
  "lead.name_missing": "Enter a name, a company or an e-mail address.",
  "lead.already_converted": "This lead has become a customer already.",
  "lead.transition_refused": ({ from, to }) => `A lead that is ${nameOf(from)} cannot become ${nameOf(to)} from there.`,
  "pipeline.name_taken": "Another pipeline has this name already.",
  "pipeline.last": "This is the only pipeline. Add another one before you remove it.",
  "pipeline.has_open_deals": ({ count }) => `There are ${deals(count)} in this pipeline. Close or move them first.`,
  "pipeline.last_stage": "This is the only stage. A pipeline needs one.",
  "pipeline.stage_has_deals": ({ count }) => `There are ${deals(count)} in this stage. Choose where they go.`,
  "pipeline.stage_elsewhere": "Choose another stage of this pipeline.",
  "pipeline.too_many_stages": ({ max }) => `A pipeline has at most ${String(max)} stages.`,
  "pipeline.order_incomplete": "Somebody changed the list meanwhile. Load it again.",
  "product.name_taken": "Another product has this name already.",
  "product.sku_taken": "Another product has this code already.",
});
