/** What of the surrounding system decides where things are and which programs run: passed on, never read from inside. */

export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
}
