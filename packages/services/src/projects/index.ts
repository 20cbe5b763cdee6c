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
