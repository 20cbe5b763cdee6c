import type { JobHandler } from "../kernel/index.ts";

/** Every job the worker does. A module adds its own here. */
export const jobHandlers: readonly JobHandler[] = [];
