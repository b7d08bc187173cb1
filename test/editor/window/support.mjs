// What the window tests share beside the page object.
import fs from 'node:fs';
import process from 'node:process';

export const PRODUCTION = '.env.production';

/** The container in the activity bar opens on the Compliance view. */
export async function openCompliance(workbench) {
  await workbench.openContainer('Secure Config');
}

/**
 * The menu is asked for again until the action is in it: the server may not have answered yet. The mouse is pressed
 * without waiting for the row, which VS Code 1.100 takes away under the pressed button.
 */
export async function chooseQuickFix(wb, title) {
  const row = wb.page.locator('.action-widget .monaco-list-row', { hasText: title }).first();
  await wb.until(async () => {
    await wb.page.keyboard.press('Control+.');
    await row.waitFor({ timeout: 2000 });
    const { x, y, width, height } = await row.boundingBox();
    await wb.page.mouse.click(x + width / 2, y + height / 2);
    return true;
  }, `the quick fix "${title}"`);
}

/** The editor's lines as they are drawn: what is hidden by style is left out, what style adds is there. */
export async function visibleText(workbench) {
  return workbench
    .editor()
    .locator('.view-lines')
    .first()
    .evaluate(lines => {
      const isHidden = element => {
        for (let each = element; each && each !== lines; each = each.parentElement) {
          const { display, opacity, visibility } = getComputedStyle(each);
          if (display === 'none' || Number(opacity) === 0 || visibility === 'hidden') return true;
        }
        return false;
      };
      const added = (element, side) => {
        const { content } = getComputedStyle(element, side);
        return /^"/.test(content) && !isHidden(element) ? content.slice(1, -1) : '';
      };
      const read = node => {
        if (node.nodeType === Node.TEXT_NODE) return isHidden(node.parentElement) ? '' : node.data;
        return added(node, '::before') + [...node.childNodes].map(read).join('') + added(node, '::after');
      };
      return [...lines.querySelectorAll('.view-line')]
        .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
        .map(line => read(line).replace(/\u00a0/g, ' '))
        .join('\n');
    });
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
