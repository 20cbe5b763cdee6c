export { anyIdOf, containsText, withinDays } from "../kernel/index.ts";
