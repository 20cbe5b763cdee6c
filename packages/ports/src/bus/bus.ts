/** What a subscriber is told. */
export interface BusSubscriber {
  onMessage(message: string): void;
  /** Messages may have been missed: the line was cut, or has just been opened. */
  onGap(): void;
}

/**
 * Tells every process of an installation what has just happened: at most once, to those who listen at the moment, in the
 * order of each publisher. Whoever must not miss anything reads what is stored, at the beginning and after each gap.
 */
export interface Bus {
  /** Resolves when the messages have left for the others. Each is text without a line break, of at most `maxMessageBytes`. */
  publish(channel: string, messages: readonly string[]): Promise<void>;
  /** Resolves when everything published from now on will be heard. Once a channel. */
  subscribe(channel: string, subscriber: BusSubscriber): Promise<void>;
  close(): Promise<void>;
}
