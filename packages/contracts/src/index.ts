export * from "./kernel/error.ts";
export * from "./kernel/event.ts";
export * from "./kernel/list.ts";
export * from "./kernel/money.ts";
export * from "./kernel/permission.ts";
export * from "./kernel/role.ts";
export * from "./permissions.ts";
