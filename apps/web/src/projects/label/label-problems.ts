import type { LabelReason } from "@steward/contracts/projects/label";
import { registerProblemTexts } from "@steward/ui";

const labelProblems: Record<LabelReason, string> = {
  "label.name_taken": "There is a label of this name already. Choose another.",
};

registerProblemTexts(labelProblems);
