type Marks = readonly (readonly [mark: RegExp, name: string])[];

// Every browser claims to be its ancestors too, so the more particular name stands first.
const browsers: Marks = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\/|OPT\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Vivaldi\//, "Vivaldi"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\/|Chromium\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: Marks = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/CrOS/, "ChromeOS"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/Linux/, "Linux"],
];

const find = (marks: Marks, text: string) => marks.find(([mark]) => mark.test(text))?.[1];

/**
 * What a person calls the device behind a user agent: `Chrome on Windows`; another program by the name it gives itself.
 * A hint for recognising one's own devices, nothing to decide by: the client writes it.
 */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const browser = find(browsers, userAgent);
  const system = find(systems, userAgent);
  if (browser && system) return `${browser} on ${system}`;
  const program = /^[\w.-]+/.exec(userAgent)?.[0];
  return browser ?? (program && program !== "Mozilla" ? program : (system ?? "Unknown device"));
}

/** Whether it is one that is carried about. */
export function isHandheld(userAgent: string | null): boolean {
  return /iPhone|iPad|Android|Mobile/.test(userAgent ?? "");
}
