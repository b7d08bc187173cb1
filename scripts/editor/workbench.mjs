// Page object for the VS Code workbench in a browser: the window, the quick input, the editor.
// Every read waits for its state instead of sleeping, and every method fails with a message that says what was missing.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { clean, exactly } from './page-text.mjs';
import { WorkbenchViews } from './workbench-views.mjs';

const SEVERITY = {
  error: '.squiggly-error',
  warning: '.squiggly-warning',
  info: '.squiggly-info',
  hint: '.squiggly-hint',
};
export class Workbench extends WorkbenchViews {
  /**
   * Opens a folder (or .code-workspace file, or nothing) and waits until the
   * contributed commands, views and languages are registered.
   * @param {{file?: string, payload?: string[][], viewport?: object, timeout?: number}} [options]  file: one file to open at once
   */
  static async open(browser, server, folder, options = {}) {
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      locale: 'en-US',
      timezoneId: 'UTC',
      colorScheme: 'light',
      deviceScaleFactor: options.scale ?? 1,
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(options.timeout ?? 10_000);
    const workbench = new Workbench(page, server);
    const payload = [...(options.payload ?? [])];
    if (options.file) payload.push(['openFile', workbench.uri(path.resolve(folder, options.file))]);
    await page.goto(server.url(folder && pathToFileURL(path.resolve(folder)).pathname, payload), {
      timeout: 60_000,
    });
    await workbench.ready();
    return workbench;
  }

  uri(file) {
    return `vscode-remote://${this.server.authority}${pathToFileURL(file).pathname}`;
  }

  async ready() {
    await this.page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: 60_000 });
    await this.page.waitForFunction(
      () => performance.getEntriesByName('code/didLoadExtensions').length > 0,
      undefined,
      { timeout: 60_000 },
    );
    // Contributed by the workbench once the window has been restored.
    await this.page.locator('.statusbar-item[id="status.problems"]').waitFor({ timeout: 30_000 });
    await this.page
      .locator('.monaco-workbench')
      .evaluate(element => element.ownerDocument.defaultView.focus());
  }

  async close() {
    await this.page.context().close();
  }
  async screenshot(file, options = {}) {
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide', ...options });
    return file;
  }

  // ---- quick input: palette, quick open, QuickPick, InputBox ----------------

  get quickInput() {
    return this.page.locator('.quick-input-widget:visible');
  }

  /** Runs a command by its palette label, e.g. "Note Lint: Say Hello". */
  async runCommand(label) {
    await this.searchAndClick('F1', `>${label}`, label, `command "${label}"`);
  }

  /** Opens a file through quick open and waits for its editor. */
  async openFile(name, position) {
    const base = path.posix.basename(name);
    const tab = this.page.locator(`.tab.active[aria-label*="${base}"]`).first();
    const opens = async timeout => {
      await this.searchAndClick('Control+P', name, base, `file "${name}"`);
      await tab.waitFor({ timeout });
    };
    // A click on a row that is drawn anew at that moment does nothing.
    await opens(4000).catch(() => opens(10_000));
    await this.page.locator('.editor-instance .monaco-editor .view-lines').first().waitFor();
    if (position) await this.goTo(position.line, position.column);
  }

  // Opens the quick input and types until the row is there. Typing is repeated:
  // a search made before the extension host was up answers "no results" and is
  // not made again by itself.
  async searchAndClick(keys, query, label, what) {
    const prefix = query.startsWith('>') ? '>' : '';
    const box = this.quickInput.locator('input').first();
    const row = this.quickRow(label);
    await this.until(
      async () => {
        await this.openQuickInput(keys, prefix);
        await box.fill(prefix, { timeout: 1000 });
        await box.fill(query, { timeout: 1000 });
        await row.click({ timeout: 1500 });
        return true;
      },
      what,
      20_000,
    );
  }

  async openQuickInput(keys, prefix) {
    const box = this.quickInput.locator('input').first();
    const open = async () =>
      (await box.count()) > 0 && (await box.inputValue({ timeout: 500 })).startsWith(prefix);
    await this.until(async () => {
      if (await open()) return true;
      await this.page.keyboard.press(keys);
      await box.waitFor({ state: 'visible', timeout: 1500 });
      return open();
    }, `the quick input (${keys})`);
  }

  async goTo(line, column = 1) {
    await this.openQuickInput('Control+G', ':');
    await this.quickInput.locator('input').first().fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  // A row by its label. The list is redrawn while results arrive, so a row is
  // always looked up by text at the moment it is used, never by its position.
  quickRow(label) {
    return this.quickInput
      .locator('.quick-input-list .monaco-list-row', {
        has: this.page.locator('.label-name', { hasText: exactly(label) }),
      })
      .first();
  }

  async dismissQuickInput() {
    if (await this.quickInput.count()) {
      await this.page.keyboard.press('Escape');
      await this.quickInput.waitFor({ state: 'hidden' });
    }
  }

  // ---- editor -------------------------------------------------------------

  editor(title) {
    const group = title
      ? this.page.locator('.editor-group-container', {
          has: this.page.locator(`.tab.active[aria-label*="${title}"]`),
        })
      : this.page.locator('.editor-group-container.active');
    return group.locator('.editor-instance .monaco-editor').first();
  }

  /** The text lines now drawn (the editor draws only what fits into the window). */
  async editorText(editor = this.editor()) {
    return readLines(editor.locator('.view-lines').first());
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Until the active editor has nothing unsaved: under load a key may go to a window that is busy, and be lost. */
  async save() {
    const unsaved = this.page.locator('.editor-group-container.active .tab.active.dirty');
    await this.until(async () => {
      if (await unsaved.count()) await this.press('saveFile');
      return !(await unsaved.count());
    }, 'the file to be saved');
  }

  squiggles(severity) {
    return this.editor().locator(severity ? SEVERITY[severity] : Object.values(SEVERITY).join(', '));
  }

  async waitForSquiggle(severity, count = 1) {
    await this.until(
      async () => (await this.squiggles(severity).count()) >= count,
      `${count} ${severity} squiggle(s)`,
    );
    return this.squiggles(severity).count();
  }

  /** Text of the hover over a squiggle. Moves the mouse again when the first hover was swallowed by a redraw. */
  async hoverSquiggle(severity, index = 0) {
    await this.waitForSquiggle(severity, index + 1);
    return this.hoverAt(() => this.squiggles(severity).nth(index).boundingBox());
  }

  /** Text of the hover over the first drawn occurrence of a word. */
  async hoverWord(word) {
    return this.hoverAt(() =>
      this.editor()
        .locator('.view-lines')
        .first()
        .evaluate((lines, word) => {
          const walker = document.createTreeWalker(lines, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.replace(/\u00a0/g, ' ').indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + word.length);
            const box = range.getBoundingClientRect();
            return { x: box.x, y: box.y, width: box.width, height: box.height };
          }
          return null;
        }, word),
    );
  }

  async hoverAt(findBox) {
    const hover = this.page.locator('.monaco-hover:visible .monaco-hover-content').first();
    for (let attempt = 0; attempt < 5; attempt++) {
      await this.hideHover(hover);
      const box = await findBox();
      if (!box) {
        await this.page.waitForTimeout(200);
        continue;
      }
      await this.page.mouse.move(box.x + box.width / 2 + 20 + attempt, box.y + box.height / 2);
      await this.page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8), { steps: 4 });
      try {
        await hover.waitFor({ timeout: 2000 });
        const text = await this.until(
          async () => {
            const t = clean(await hover.innerText()).trim();
            return t && !/^Loading/.test(t) && t;
          },
          'hover text',
          3000,
        );
        return text;
      } catch {
        /* once more */
      }
    }
    throw new Error('No hover appeared');
  }

  async hideHover(hover) {
    const { width, height } = this.page.viewportSize();
    await this.page.mouse.move(width / 2, height - 5); // the middle of the status bar, where nothing is
    if (!(await hover.count())) return;
    await hover.waitFor({ state: 'hidden', timeout: 1500 }).catch(() => this.page.keyboard.press('Escape'));
  }

  /** Both sides of the open diff editor. */
  async diffText() {
    const diff = this.page.locator('.editor-group-container.active .monaco-diff-editor').first();
    await diff.waitFor();
    await diff.locator('.editor.modified .view-line').first().waitFor();
    return {
      original: await readLines(diff.locator('.editor.original .view-lines').first()),
      modified: await readLines(diff.locator('.editor.modified .view-lines').first()),
    };
  }

  /** Back to an empty window between tests: nothing open, nothing unsaved, no toasts. */
  async reset() {
    const tabs = this.page.locator('.tabs-container .tab');
    const toasts = this.page.locator('.notifications-toasts .notification-list-item:visible');
    const wereShown = await toasts.count(); // Escape hides them
    await this.page.keyboard.press('Escape');
    await this.dismissQuickInput();
    await this.page.mouse.move(2, 2);
    await this.until(
      async () => {
        if (!(await tabs.count())) return true;
        await this.press(
          (await this.page.locator('.tab.active.dirty').count()) ? 'revertAndClose' : 'closeActive',
        );
        return !(await tabs.count());
      },
      'all editors to close',
      20_000,
    );
    if (wereShown || (await toasts.count())) await this.clearNotifications();
  }
}

async function readLines(lines) {
  const rows = await lines
    .locator('.view-line')
    .evaluateAll(all =>
      all.map(line => ({ top: parseFloat(line.style.top) || 0, text: line.textContent ?? '' })),
    );
  return rows
    .sort((a, b) => a.top - b.top)
    .map(row => clean(row.text))
    .join('\n');
}
