// Plain JavaScript that every Node can read, loaded before the first TypeScript file: an older Node would otherwise
// greet a newcomer with "Unknown file extension .ts".
import crypto from "node:crypto";

const wanted = 24;
const [major] = process.versions.node.split(".").map(Number);
if (major < wanted || typeof crypto.randomUUIDv7 !== "function" || !process.features.typescript) {
  process.stderr.write(
    `Steward needs Node.js ${wanted} (24.21 or newer) and this is ${process.versions.node}: install it from https://nodejs.org. ` +
      `On Linux x64 and arm64 \`npm start\` brings it along.\n`,
  );
  process.exit(1);
}
