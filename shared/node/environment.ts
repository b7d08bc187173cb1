/** What of the surrounding system decides where things are and which programs run: passed on, never read from inside. */
import os from 'node:os';
import process from 'node:process';

export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
}

/** For the edge of the program alone. */
export function environmentOf(variables: Environment['variables']): Environment {
  return { variables, home: os.homedir(), platform: process.platform };
}
