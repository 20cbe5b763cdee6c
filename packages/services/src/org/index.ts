export { updateTenant } from "./tenant.ts";
