export { listActivity } from "./activity/activity.ts";
export { getFeed, renewFeed, revokeFeed } from "./calendar-feed/feed.ts";
export { feedPath, readFeedPath } from "./calendar-feed/feed-address.ts";
export { findFeed, readFeed } from "./calendar-feed/feed-content.ts";
export { createChecklistItem, moveChecklistItem, removeChecklistItem, updateChecklistItem } from "./checklist.ts";
export { createComment, listComments, removeComment, restoreComment, updateComment } from "./comment.ts";
export {
  createCustomField,
  listCustomFields,
  reorderCustomFields,
  restoreCustomFields,
  updateCustomField,
} from "./custom-field/custom-field.ts";
export { getBurndown } from "./cycle/burndown.ts";
export { completeCycle, createCycle, listCycles, updateCycle } from "./cycle/cycle.ts";
export { type Departed, findActingLeads, leaveAllProjects } from "./depart.ts";
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
export { configureIntake, currentIntake, submitIntake } from "./intake.ts";
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
export { createMilestone, listMilestones, updateMilestone } from "./milestone.ts";
export { removeParts, restoreParts } from "./plan-part.ts";
export { removeProjects, restoreProjects } from "./project/bin.ts";
export { readCalendar } from "./project/calendar.ts";
export { createFromTemplate } from "./project/copy.ts";
export { listProjectMembers, removeProjectMember, setProjectMembers } from "./project/member.ts";
export { createProject, setProjectStatus, updateProject } from "./project/project.ts";
export { countProjects, getProject, listProjects } from "./project/queries.ts";
export { createDependency, listDependencies, removeDependency, updateDependency } from "./schedule/dependency.ts";
export { applySchedule, undoSchedule } from "./schedule/move.ts";
export { getSchedule, previewSchedule } from "./schedule/schedule.ts";
export { isEnding } from "./status/queries.ts";
export { removeStatus } from "./status/removal.ts";
export { createStatus, listWorkflow, reorderStatuses, updateStatus } from "./status/status.ts";
export { getMoreOfBoard, getTaskBoard } from "./task/board.ts";
export { removeTasks, restoreTasks, updateManyTasks } from "./task/bulk.ts";
export { getTaskCalendar } from "./task/calendar.ts";
export { getTask } from "./task/detail.ts";
export { tellOfTasksDueSoon } from "./task/due-soon.ts";
export { exportTasks } from "./task/export.ts";
export { whereTasks } from "./task/filter.ts";
export { getTaskHistory, undoTaskChange } from "./task/history.ts";
export { listTasks } from "./task/list.ts";
export { countMyTasks, listMyTasks } from "./task/mine.ts";
export { moveTask } from "./task/move.ts";
export { countTasks, keyOfTask } from "./task/queries.ts";
export { draftOf, insertTasks, lockTask, lockTasks, type TaskDraft } from "./task/rows.ts";
export { createTask, updateTask } from "./task/task.ts";
export { createTaskTemplate, listTaskTemplates, removeTaskTemplate, updateTaskTemplate } from "./task/template.ts";
export { unwatchTask, watchTask } from "./task/watch.ts";
export { getWorkload } from "./workload.ts";
