export { largeNetwork, proveScheduling } from "./schedule.ts";
