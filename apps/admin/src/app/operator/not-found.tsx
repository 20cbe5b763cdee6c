import { TenantNotFoundPage } from "@steward/client";

export default TenantNotFoundPage;
