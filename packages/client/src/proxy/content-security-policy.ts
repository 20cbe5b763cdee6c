interface PolicyInput {
  nonce: string;
  secure: boolean;
  /** Where `/trpc`, downloads and sockets are: another origin of the same site. */
  apiOrigin: string;
  /** Where files are, if not at the API. */
  storageOrigin: string | null;
}

/**
 * Scripts run by nonce only. Styles may stand inline: Mantine writes `style` attributes and `<style>` elements
 * while it runs, and a style can neither run code nor, with images and fonts confined as below, send data away.
 */
export function contentSecurityPolicy({ nonce, secure, apiOrigin, storageOrigin }: PolicyInput): string {
  // React's development build rebuilds server stacks with eval.
  const evaluation = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  const socketOrigin = apiOrigin.replace(/^http/, "ws");
  const reached = [apiOrigin, ...(storageOrigin ? [storageOrigin] : [])].join(" ");
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${evaluation}`,
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob: ${reached}`,
    "font-src 'self'",
    `connect-src 'self' ${reached} ${socketOrigin}`,
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
