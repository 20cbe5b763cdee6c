export { api, HydrateClient } from "@steward/client/server";
