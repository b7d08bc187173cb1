/** Programs that tests drive: a test whose program is missing fails with one line that names it, and is never skipped. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** @param debianPackage what to install with apt-get where the program is missing */
export function needProgram(program: string, debianPackage: string): void {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(folder => folder !== '');
  const found = folders.some(folder => fs.existsSync(path.join(folder, program)));
  assert.ok(found, `${program} is missing: apt-get install ${debianPackage}`);
}
