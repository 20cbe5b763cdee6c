"use client";

import type { AppRouter } from "@steward/api";
import { createTRPCReact } from "@trpc/react-query";

/** The typed hooks of every procedure: `trpc.crm.account.list.useQuery(…)`. */
export const trpc = createTRPCReact<AppRouter>();
