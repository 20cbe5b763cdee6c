import { createServer } from "node:http";
import { listen } from "@steward/ports/process";
import { type WebSocket, WebSocketServer } from "ws";
import { toldOf } from "../message.ts";
import { announce, listenToBus, readToken, roomSettings } from "./room.ts";

/** What one writes with nothing but `ws`: a set of sockets a room, one JSON text a message. */
const settings = roomSettings();
const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });

sockets.on("connection", (socket) => {
  socket.once("message", (data) => {
    const tenantId = readToken(settings.secret, String(data));
    if (tenantId === null) return socket.terminate();
    const room = rooms.get(tenantId) ?? new Set();
    rooms.set(tenantId, room.add(socket));
    socket.once("close", () => room.delete(socket));
    socket.send('{"kind":"ready"}');
  });
});
await listenToBus(settings, (message) => {
  const text = JSON.stringify(toldOf(message));
  for (const socket of rooms.get(message.tenantId) ?? []) socket.send(text);
});
announce(await listen(server, 0, "127.0.0.1"));
