/** Tells a configuration file's language by its name. */
import { baseNameOf } from '../text/path.ts';
import type { Format } from './document.ts';

/** What stands behind `.env.` in files that are something else: code, notes, backups. */
const NOT_DOTENV =
  /\.(d\.ts|[cm]?[jt]sx?|json5?|ya?ml|toml|py|rb|go|rs|sh|md|txt|lock|swp|swo|bak|orig|gpg|age|enc|vault)$/i;

/**
 * `.env`, `.env.*` and `*.env` are dotenv, `*.yaml` and `*.yml` YAML, in any folder; undefined for any other name.
 * `.envrc` is a shell script, and `.env.d.ts` and the like are code.
 */
export function formatOf(path: string): Format | undefined {
  const name = baseNameOf(path.replaceAll('\\', '/')).toLowerCase();
  if (/\.ya?ml$/.test(name)) return 'yaml';
  if (name === '.env' || name.endsWith('.env')) return 'dotenv';
  return name.startsWith('.env.') && !NOT_DOTENV.test(name) && !name.endsWith('~') ? 'dotenv' : undefined;
}
