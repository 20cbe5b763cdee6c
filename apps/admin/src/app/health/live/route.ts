export { liveRoute as GET } from "@steward/client/server";
