export {
  countLabels,
  createLabel,
  getLabel,
  type Label,
  listLabels,
  removeLabels,
  restoreLabels,
  updateLabel,
} from "./label.ts";
