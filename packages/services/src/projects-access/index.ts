export { emitIn, emitManyIn } from "./emit.ts";
export {
  audienceOf,
  findProject,
  isMine,
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
