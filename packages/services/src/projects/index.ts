export { createDependency, listDependencies, removeDependency, updateDependency } from "./dependency.ts";
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
export { applySchedule, getSchedule, previewSchedule } from "./schedule.ts";
