import type { TaskImportReason } from "@steward/contracts/projects/import";
import { registerProblemTexts } from "@steward/ui";

const words: Record<TaskImportReason, string | ((details: Record<string, unknown>) => string)> = {
  "task_import.file_not_a_board":
    "This file is not a board that Trello exported. In Trello, choose “Print, export, and share” and “Export as JSON”.",
  "task_import.board_too_large": "This board is larger than 32 MB. Archive what is done, and export it again.",
  "task_import.mapping_invalid": "Two columns cannot fill the same field. Choose another field for one of them.",
  "task_import.mapping_incomplete": "No column says what is to be done. Assign one to the title.",
  "task_import.choice_unknown": "A status or a person that was chosen is not there any more. Choose again.",
  "task_import.not_editable": "This import has been started already.",
  "task_import.not_running": "This import is not running any more.",
  "task_import.not_undoable": "This import cannot be undone, or not any more.",
  "task_import.undo_blocked": "People have worked on some of these tasks since.",
};

registerProblemTexts(words);
