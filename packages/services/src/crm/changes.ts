export { changesOf } from "../kernel/index.ts";
