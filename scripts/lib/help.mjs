// Says how a script is called: node builtins only, because it works before anything is installed.
import fs from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Where `--help` or `-h` is asked for, prints the comment at the script's top and ends the process.
 * @param {string} script its `import.meta.url`
 */
export function helpIfAsked(script) {
  const [own] = process.argv.slice(2).join('\0').split('\0--\0');
  if (!own.split('\0').some(arg => arg === '--help' || arg === '-h')) return;
  const [, ...lines] = fs.readFileSync(fileURLToPath(script), 'utf8').split('\n');
  const end = lines.findIndex(line => !line.startsWith('//'));
  console.log(
    lines
      .slice(0, end)
      .map(line => line.replace(/^\/\/ ?/, ''))
      .join('\n'),
  );
  process.exit(0);
}
