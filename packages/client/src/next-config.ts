import type { NextConfig } from "next";

/** Headers that are the same for every answer; those that depend on the request come from the proxy. */
const headers = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "x-frame-options", value: "DENY" },
  { key: "referrer-policy", value: "strict-origin-when-cross-origin" },
  { key: "cross-origin-opener-policy", value: "same-origin" },
  { key: "permissions-policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

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
    "@steward/ports",
    "@steward/services",
    "@steward/ui",
  ],
  // Native modules and drivers that find their parts on disk stay outside the bundle.
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "postgres", "prom-client"],
  experimental: {
    // `forbidden()` with its page and its status 403.
    authInterrupts: true,
    optimizePackageImports: ["@mantine/core", "@mantine/hooks", "@mantine/dates", "@steward/ui"],
  },
  headers: async () => [{ source: "/:path*", headers }],
};
