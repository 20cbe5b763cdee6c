export { readyRoute as GET } from "@steward/client/server";
