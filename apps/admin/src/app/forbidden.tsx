import { RefusalScreen } from "@steward/client/server";

export default RefusalScreen;
