export { jobHandlers } from "./handlers.ts";
export { isWorthRetrying, type JobAttempt, runJob } from "./run.ts";
