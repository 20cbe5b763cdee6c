"use client";

import type { AppRouter } from "@steward/api";
import { type CreateTRPCReact, createTRPCReact } from "@trpc/react-query";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";

// The types in this package's declarations are written down, not inferred: inferred, they would name packages
// that screens may not reach, and whatever cannot be resolved there silently becomes `any`.

/** The typed hooks of every procedure: `trpc.crm.account.list.useQuery(…)`. */
export const trpc: CreateTRPCReact<AppRouter, unknown> = createTRPCReact<AppRouter>();

/** What procedures take and answer: `RouterOutputs["crm"]["account"]["byId"]`. */
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;

/** Calls procedures without a hook: for searches and downloads that no screen keeps. */
export type ApiClient = ReturnType<typeof trpc.useUtils>["client"];
