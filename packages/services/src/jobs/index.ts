export { type JobMeans, jobHandlers } from "./handlers.ts";
export { isWorthRetrying, type JobAttempt, runJob } from "./run.ts";
