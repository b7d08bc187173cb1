/** What the product has kept in earlier processes: each scenario has a home of its own (see main.ts). */
import fs from 'node:fs';
import process from 'node:process';

/** As if the product had never run before. */
export function forgetAll(): void {
  const home = process.env.SECURE_CONFIG_HOME;
  if (!home) throw new Error('a measurement runs in a home of its own');
  fs.rmSync(home, { recursive: true, force: true });
}
