import { registerProblemTexts } from "@steward/ui";

/** What the reasons of the workspace's modules mean to the person who meets them. */
registerProblemTexts({});
