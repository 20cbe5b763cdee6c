import { nextConfig } from "@steward/client/next-config";

export default nextConfig;
