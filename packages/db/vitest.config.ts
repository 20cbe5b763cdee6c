import { databaseProject } from "./src/testing/vitest.ts";

export default databaseProject("db");
