import type { Instrumentation } from "next";
import { proxyHeaders } from "../proxy/headers.ts";
import { getPlatform } from "./platform.ts";

/** Logs what failed while a page was rendered, under the request's id and the number the person was shown. */
export const logRequestError: Instrumentation.onRequestError = (error, request, context) => {
  const id = request.headers[proxyHeaders.requestId];
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  const { routePath, routeType } = context;
  getPlatform().logger.error({ error, requestId: id, digest, routePath, routeType }, "page failed");
};
