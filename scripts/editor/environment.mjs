// The environment for programs started here: without what an enclosing `npm run` or an editor's terminal left in it.
import process from 'node:process';

const NPM =
  /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|global|prefix|omit|include|only|production|ignore_scripts|workspaces?|save)$)/i;
const EDITOR = /^(VSCODE_|ELECTRON_|CODE_SERVER_|NODE_OPTIONS$|NODE_ENV$)/;

/** @param {Record<string, string>} [extra] */
export function cleanEnvironment(extra = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !NPM.test(name) && !EDITOR.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}
