export { type CurrentTenant, TenantContext, useMay, useTenant } from "@steward/client";
