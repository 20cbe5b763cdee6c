import { ForbiddenPage } from "@steward/client";

export default ForbiddenPage;
