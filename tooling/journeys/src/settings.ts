/** Where the journeys go; the launcher that starts the product for them says so. */
export const settings = {
  webUrl: process.env.STEWARD_WEB_URL ?? "http://localhost:3000",
  adminUrl: process.env.STEWARD_ADMIN_URL ?? "http://localhost:3001",
  chromium: process.env.CHROME_PATH ?? "/usr/bin/chromium",
};
