import type { IncomingMessage, ServerResponse } from "node:http";

const lingerMs = 1_000;

/**
 * Whoever still sends when the answer is out gets a moment to read it: a connection that is cut at once loses it,
 * one that is never cut takes whatever is sent. One whose body ends in that moment is kept: a call that is refused by
 * its headers is often answered before a small body has come, and the client's next one is already on the line.
 */
export function lingerShortly(request: IncomingMessage, response: ServerResponse): void {
  const { "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (length === undefined && encoding === undefined) return;
  response.once("finish", () => {
    if (request.complete) return;
    request.resume();
    const cut = () => {
      if (!request.complete) request.socket.destroy();
    };
    setTimeout(cut, lingerMs).unref();
  });
}
