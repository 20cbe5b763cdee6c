import { createHash } from "node:crypto";

import { answerCalendar, type Platform } from "@steward/api";
import { AppError } from "@steward/contracts/kernel/error";
import type { RequestHandler } from "./request-record.ts";

/**
 * Answers the addresses that people give to their calendars. Such a program has no session and comes every hour or so: mostly
 * nothing has changed, and it is told just that (RFC 9110, section 13.1.2).
 *
 * Throws NOT_FOUND `path_unknown`, as for any address that nothing is at; RATE_LIMITED.
 */
export function answerCalendars(platform: Platform): RequestHandler {
  return async (request, response, { requestId, address }) => {
    if (request.method !== "GET" && request.method !== "HEAD") throw nothingThere();
    const [path = ""] = (request.url ?? "").split("?");
    const userAgent = request.headers["user-agent"] ?? null;
    const calendar = await answerCalendar(platform, { path, requestId, clientAddress: address, userAgent });
    if (calendar === null) throw nothingThere();
    const tag = `"${createHash("sha256").update(calendar).digest("base64url")}"`;
    // Asked again each time: who has lost their access has lost it in the calendar, too.
    response.setHeader("cache-control", "private, no-cache");
    response.setHeader("etag", tag);
    if (isKnown(request.headers["if-none-match"], tag)) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="steward.ics"',
      "content-length": Buffer.byteLength(calendar),
    });
    response.end(request.method === "HEAD" ? undefined : calendar);
  };
}

const nothingThere = () => new AppError("NOT_FOUND", "path_unknown");

const isKnown = (header: string | undefined, tag: string): boolean =>
  header?.split(",").some((each) => [tag, "*"].includes(each.trim().replace(/^W\//, ""))) === true;
