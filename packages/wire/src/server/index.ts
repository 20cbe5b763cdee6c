export { createWireHandler, type WireHandler, type WireOptions, type WireRequest } from "./handler.ts";
export { refusalBody } from "./refusal.ts";
export { type ConnectionParams, reconnectNotice, type SocketOptions, serveSocket } from "./sockets.ts";
export { stringify } from "./stringify.ts";
