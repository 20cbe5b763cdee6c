export { logRequestError } from "./log-request-error.ts";
export { openPlatform } from "./platform.ts";
