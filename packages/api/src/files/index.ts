import { router } from "../kernel/procedure.ts";
import { fileRouter } from "./file.ts";

/** What people upload: on records of every module. */
export const filesRouter = router({ file: fileRouter });
