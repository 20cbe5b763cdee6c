export { Gantt } from "./gantt.tsx";
export {
  type GanttLink,
  type GanttLinkType,
  type GanttProps,
  type GanttSpan,
  type GanttTask,
  type GanttZoom,
  ganttZooms,
} from "./types.ts";
