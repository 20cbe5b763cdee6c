"use client";

import { TenantFailurePage } from "@steward/client";

export default TenantFailurePage;
