// What the window tests share beside the page object.
import fs from 'node:fs';
import process from 'node:process';

export const PRODUCTION = '.env.production';

/** The container in the activity bar opens on the Compliance view. */
export async function openCompliance(workbench) {
  await workbench.openContainer('Secure Config');
}

/** The language server's processes of this editor: those whose command line names its extensions folder. */
export function serverProcesses({ server }) {
  if (process.platform !== 'linux') return [];
  return fs
    .readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(id => {
      const command = commandLine(id);
      return command.includes(server.dirs.exts) && command.includes('dist/server.js');
    });
}

function commandLine(id) {
  try {
    return fs.readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/** Ends the language server as a crash would, and waits until it is gone. */
export async function crash(workbench, context) {
  const [id] = await workbench.until(() => {
    const found = serverProcesses(context);
    return found.length > 0 && found;
  }, 'a running language server');
  process.kill(id, 'SIGKILL');
  await workbench.until(() => !serverProcesses(context).includes(id), 'the language server to be gone');
}

/** Ends every language server that comes up, until `isEnough` answers true. */
export async function crashUntil(isEnough, workbench, context) {
  await workbench.until(async () => {
    for (const id of serverProcesses(context)) process.kill(id, 'SIGKILL');
    return isEnough();
  }, 'enough crashes');
}
