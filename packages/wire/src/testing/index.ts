export { proveSerializer } from "./serializer.ts";
