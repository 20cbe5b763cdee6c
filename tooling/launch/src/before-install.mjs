// Runs before anything is installed, under whatever Node is there: says what the next half a minute is for.
import { existsSync } from "node:fs";

if (!existsSync("node_modules/.modules.yaml")) {
  process.stdout.write("\nInstalling what Steward is made of. This happens once and takes about half a minute …\n");
}
