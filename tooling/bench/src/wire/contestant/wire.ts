import { createWireHandler } from "@steward/wire/server";
import { serveListener } from "./process.ts";
import { smallRouter } from "./small-router.ts";

/** The product's adapter over the router of one procedure, without what the product's server does around it. */
const handler = createWireHandler({ router: smallRouter, basePath: "/small/", createContext: () => ({}) });
const own = { state: undefined, maxBodyBytes: 1024 * 1024 };

serveListener((request, response) => handler(request, response, own));
