import type { IncomingMessage } from "node:http";
import { type Platform, preferencesPageOf, unsubscribeByMail } from "@steward/api";
import { AppError } from "@steward/contracts/kernel/error";
import { unsubscribePath } from "@steward/contracts/notifications/preference";
import type { RequestHandler } from "./request-record.ts";

/** "List-Unsubscribe=One-Click", in either of two encodings, is all there is to say. */
const maxBodyBytes = 2_000;

/**
 * Answers the address that notification mails carry in `List-Unsubscribe`. Only the POST that mail programs make ends
 * anything (RFC 8058, 3.2): filters and previews follow every link they find. Cookies are not looked at, and no origin:
 * whoever has the token may.
 *
 * Throws NOT_FOUND `unsubscribe.token_unknown`, INVALID `unsubscribe.not_one_click`, LIMIT, RATE_LIMITED.
 */
export function answerUnsubscribing(platform: Platform): RequestHandler {
  return async (request, response, { requestId, address }) => {
    const token = request.url?.slice(unsubscribePath.length).split("?", 1)[0] ?? "";
    const stranger = { requestId, address, userAgent: request.headers["user-agent"] ?? null };
    if (request.method === "GET" || request.method === "HEAD") {
      const location = await preferencesPageOf(platform, token, stranger);
      if (location === null) throw unknown();
      response.writeHead(303, { location }).end();
      return;
    }
    if (request.method !== "POST" || !(await isOneClick(request))) {
      throw new AppError("INVALID", "unsubscribe.not_one_click");
    }
    if (!(await unsubscribeByMail(platform, token, stranger))) throw unknown();
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8" }).end("You will get no more such e-mail.\n");
  };
}

const unknown = () => new AppError("NOT_FOUND", "unsubscribe.token_unknown");

async function isOneClick(request: IncomingMessage): Promise<boolean> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new AppError("LIMIT", "request.payload_too_large", { limitBytes: maxBodyBytes });
    chunks.push(chunk);
  }
  const { "content-type": type = "" } = request.headers;
  const body = new Response(Buffer.concat(chunks), { headers: { "content-type": type } });
  const form = await body.formData().catch(() => null);
  return form?.get("List-Unsubscribe") === "One-Click";
}
