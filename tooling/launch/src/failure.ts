/** The launcher cannot go on. Its message is the one sentence to show, saying what to do. */
export class LaunchError extends Error {
  /** Further lines worth seeing: the end of a log. */
  readonly lines: readonly string[];

  constructor(sentence: string, lines: readonly string[] = [], options?: ErrorOptions) {
    super(sentence, options);
    this.name = "LaunchError";
    this.lines = lines;
  }
}

/** Whether an error is meant to be read by whoever started us, rather than by a developer with its stack. */
export function isSentence(error: unknown): boolean {
  return error instanceof Error && ["LaunchError", "SettingsError", "DatabaseSetupError"].includes(error.name);
}
