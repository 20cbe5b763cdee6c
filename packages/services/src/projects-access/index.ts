export { emitAcross, emitIn, emitManyIn } from "./emit.ts";
export {
  audienceOf,
  findProject,
  isMine,
  ledProject,
  type ProjectNeed,
  type ProjectPlace,
  requireNeed,
  requireProject,
  rightsIn,
  visibleProject,
  visibleProjects,
} from "./place.ts";
export {
  audienceOfRecord,
  requireTask,
  selectTaskPlaces,
  type TaskPlace,
  type TaskRecord,
  visibleTasks,
} from "./task.ts";
