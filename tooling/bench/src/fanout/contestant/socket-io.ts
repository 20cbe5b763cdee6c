import { createServer } from "node:http";
import { listen } from "@steward/ports/process";
import { Server } from "socket.io";
import { toldOf } from "../message.ts";
import { announce, listenToBus, readToken, roomSettings } from "./room.ts";

/** As Socket.IO's own documents say it: a middleware for who somebody is, a room, `to(room).emit`. */
const settings = roomSettings();
const server = createServer();
const io = new Server(server, { transports: ["websocket"] });

io.use((socket, next) => {
  const { token } = socket.handshake.auth;
  const tenantId = typeof token === "string" ? readToken(settings.secret, token) : null;
  if (tenantId === null) return next(new Error("forged"));
  socket.data.tenantId = tenantId;
  next();
});
io.on("connection", async (socket) => {
  await socket.join(socket.data.tenantId);
  socket.emit("message", { kind: "ready" });
});
await listenToBus(settings, (message) => {
  io.to(message.tenantId).emit("message", toldOf(message));
});
announce(await listen(server, 0, "127.0.0.1"));
