export { authRoute as GET, authRoute as POST } from "@steward/client/server";
