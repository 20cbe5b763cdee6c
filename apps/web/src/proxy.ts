export { siteProxy as proxy } from "@steward/client/proxy";

export const config = {
  // Everything but the build's own files, which are the same for everybody.
  matcher: ["/((?!_next/static|_next/image|icon\\.svg|notifications-worker\\.js).*)"],
};
