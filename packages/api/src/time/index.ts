import { router } from "../kernel/procedure.ts";

export const timeRouter = router({});
