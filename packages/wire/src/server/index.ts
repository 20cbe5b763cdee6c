export type { Feed, FeedListener } from "./feed.ts";
export { createWireHandler, type WireHandler } from "./handler.ts";
export type { WireOptions, WireRequest } from "./options.ts";
export { refusalBody } from "./refusal.ts";
export { type ConnectionParams, heardAtMs, reconnectNotice, type SocketOptions, serveSocket } from "./sockets.ts";
export { stringify } from "./stringify.ts";
