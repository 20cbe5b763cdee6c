import { router } from "../kernel/procedure.ts";
import { labelRouter } from "./label.ts";

export const projectsRouter = router({
  label: labelRouter,
});
