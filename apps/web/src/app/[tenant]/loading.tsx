import { TenantLoadingPage } from "@steward/client";

export default TenantLoadingPage;
