export { getFeed, renewFeed, revokeFeed } from "./calendar-feed/feed.ts";
export { feedPath, readFeedPath } from "./calendar-feed/feed-address.ts";
export { findFeed, readCalendar } from "./calendar-feed/feed-content.ts";
export {
  countTaskImports,
  getTaskImport,
  getTaskImportReport,
  listTaskImportRows,
  listTaskImports,
  type TaskImportDetail,
  type TaskImportRowItem,
  type TaskImportSummary,
} from "./import/import-queries.ts";
export { configureTaskImport, removeTaskImport, startTaskImport, stopTaskImport } from "./import/imports.ts";
export { type ReviewedTask, type ReviewedValue, reviewTaskImport, type TaskImportReview } from "./import/review.ts";
export { abandonTaskImport, runTaskImport } from "./import/run.ts";
export { type UndoneTaskImport, undoTaskImport } from "./import/undo.ts";
export { uploadTaskImport } from "./import/upload.ts";
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
export { createProject, setProjectStatus, updateProject } from "./project.ts";
export { removeProjects, restoreProjects } from "./project-bin.ts";
export { listProjectMembers, removeProjectMember, setProjectMembers } from "./project-member.ts";
export { countProjects, getProject, listProjects } from "./project-queries.ts";
export { createStatus, isEnding, listWorkflow, removeStatus, reorderStatuses, updateStatus } from "./status.ts";
export { createTask, moveTask, updateTask } from "./task.ts";
export { getMoreOfBoard, getTaskBoard } from "./task-board.ts";
export { removeTasks, restoreTasks, updateManyTasks } from "./task-bulk.ts";
export { getTask } from "./task-detail.ts";
export { whereTasks } from "./task-filter.ts";
export { countMyTasks, listMyTasks } from "./task-mine.ts";
export { countTasks, keyOfTask, listTasks } from "./task-queries.ts";
export { draftOf, insertTasks, lockTask, lockTasks, requireTask, type TaskDraft, type TaskPlace } from "./task-rows.ts";
export { createTaskTemplate, listTaskTemplates, removeTaskTemplate, updateTaskTemplate } from "./task-template.ts";
export { unwatchTask, watchTask } from "./task-watch.ts";
