import { NotFoundPage } from "@steward/client";

export default NotFoundPage;
