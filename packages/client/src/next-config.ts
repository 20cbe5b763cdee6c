import type { NextConfig } from "next";
import { siteHeaders } from "./proxy/site-headers.ts";

/**
 * The development server's: a started installation has them, by kind of answer, from `serve`. Without the policy, which
 * for pages is the proxy's and would break the development server's own files.
 */
const headers = Object.entries(siteHeaders.page)
  .filter(([key]) => key !== "content-security-policy")
  .map(([key, value]) => ({ key, value }));

/** The build settings web and admin share. */
export const nextConfig: NextConfig = {
  poweredByHeader: false,
  // The development server serves its scripts to organisations' subdomains too.
  allowedDevOrigins: ["*.localhost"],
  reactStrictMode: true,
  // Types are checked by `tsc -b` in `npm test`; a start from a bare clone has no declarations to check against.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: [
    "@steward/api",
    "@steward/auth",
    "@steward/client",
    "@steward/contracts",
    "@steward/db",
    "@steward/planning",
    "@steward/ports",
    "@steward/services",
    "@steward/ui",
    "@steward/wire",
  ],
  // Native modules and drivers that find their parts on disk stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pdfkit", "pg", "pino", "postgres", "prom-client"],
  experimental: {
    // `forbidden()` with its page and its status 403.
    authInterrupts: true,
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@mantine/dates", "@steward/ui"],
  },
  headers: async () => (process.env.NODE_ENV === "development" ? [{ source: "/:path*", headers }] : []),
};
