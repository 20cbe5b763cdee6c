import { serveSite } from "@steward/client/serve";

await serveSite("web");
