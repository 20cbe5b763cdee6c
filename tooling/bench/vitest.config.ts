import { databaseProject } from "@steward/db/testing/vitest";

export default databaseProject("bench");
