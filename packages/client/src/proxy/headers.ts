/** Request headers in which the proxy tells pages what it found out. */
export const proxyHeaders = {
  nonce: "x-nonce",
  /** The path and query as the browser has them. */
  path: "x-steward-path",
  requestId: "x-request-id",
  /** The organisation named by the path or the host; the API's own header, so that in-process calls read it too. */
  tenant: "x-tenant",
  /** The organisation named by the host. */
  tenantHost: "x-steward-tenant-host",
  /** The host name, where it is the organisation's own. */
  ownHost: "x-steward-own-host",
} as const;
