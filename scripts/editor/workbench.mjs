// Page object for the VS Code workbench in a browser, over playwright-core.
// Every read waits for its state instead of sleeping; every method fails with a
// message that says what was missing.
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const SEVERITY = {
  error: '.squiggly-error',
  warning: '.squiggly-warning',
  info: '.squiggly-info',
  hint: '.squiggly-hint',
};
const NBSP = /\u00a0/g;
const clean = text => text.replace(NBSP, ' ').replace(/[\u200b\u200e\u200f]/g, '');
const matches = (text, wanted) =>
  wanted instanceof RegExp ? wanted.test(text) : text === wanted || text.includes(wanted);

const exactly = label =>
  label instanceof RegExp
    ? label
    : new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[\\s\\u00a0]')}\\s*$`);

export class Workbench {
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

  constructor(page, server) {
    this.page = page;
    this.server = server;
    this.errors = [];
    page.on('console', message => {
      if (message.type() === 'error') this.errors.push(message.text().slice(0, 1000));
    });
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
  async reload() {
    await this.page.reload({ timeout: 60_000 });
    await this.ready();
  }
  async screenshot(file, options = {}) {
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide', ...options });
    return file;
  }

  /** Waits until read() gives something truthy; answers it. */
  async until(read, what, timeout = 10_000) {
    let last;
    for (const end = Date.now() + timeout; ; ) {
      try {
        const value = await read();
        if (value) return value;
        last = undefined;
      } catch (error) {
        last = error;
      }
      if (Date.now() > end)
        throw new Error(
          `Timed out after ${timeout} ms waiting for ${what}${last ? `: ${last.message.split('\n')[0]}` : ''}`,
        );
      await this.page.waitForTimeout(50);
    }
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
    await this.searchAndClick('Control+P', name, base, `file "${name}"`);
    await this.page.locator(`.tab.active[aria-label*="${base}"]`).first().waitFor();
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

  async clickQuickRow(label, what) {
    const row = this.quickRow(label);
    await this.until(async () => {
      await row.click({ timeout: 1000 });
      return true;
    }, what);
  }

  /** Labels offered by the QuickPick now shown. */
  async pickItems() {
    await this.quickInput.locator('.quick-input-list .monaco-list-row').first().waitFor();
    const names = await this.quickInput.locator('.quick-input-list .monaco-list-row').all();
    return Promise.all(
      names.map(async row => clean(await row.locator('.label-name').first().innerText()).trim()),
    );
  }

  /** Chooses one row of a QuickPick. */
  async pick(label) {
    await this.clickQuickRow(label, `the choice "${label}"`);
  }

  /** Ticks rows of a canPickMany QuickPick and confirms. */
  async pickMany(labels) {
    for (const label of labels) {
      const row = this.quickRow(label);
      const ticked = async () =>
        await row
          .locator('[role=checkbox], input[type=checkbox]')
          .first()
          .evaluate(box => box.checked ?? box.getAttribute('aria-checked') === 'true');
      await this.until(async () => {
        if (await ticked()) return true;
        await row.locator('.label-name').first().click({ timeout: 1000 });
        return ticked();
      }, `"${label}" to be ticked`);
    }
    await this.quickInput
      .locator('.quick-input-action .monaco-button:visible', { hasText: 'OK' })
      .first()
      .click();
  }

  /** Answers an InputBox; `prompt` (text or RegExp) guards against answering the step before it. */
  async answer(text, prompt) {
    await this.until(
      async () => {
        const shown = await this.inputPrompt();
        const listed = await this.quickInput.locator('.quick-input-list .monaco-list-row').count();
        return !listed && (prompt === undefined || matches(shown, prompt));
      },
      `an input box${prompt ? ` saying ${prompt}` : ''}`,
    );
    await this.quickInput.locator('input').first().fill(text);
    await this.page.keyboard.press('Enter');
  }

  async inputPrompt() {
    return clean(await this.quickInput.innerText({ timeout: 1000 }));
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
  async focusEditor() {
    await this.editor()
      .locator('.view-lines')
      .first()
      .click({ position: { x: 2, y: 2 } });
  }
  async save() {
    await this.page.keyboard.press('Control+S');
    await this.until(
      async () => !(await this.page.locator('.tab.active.dirty').count()),
      'the file to be saved',
    );
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

  async waitForNoSquiggle(severity) {
    await this.until(
      async () => (await this.squiggles(severity).count()) === 0,
      `no ${severity ?? ''} squiggle`,
    );
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
    if (!(await hover.count())) return;
    await this.page.mouse.move(5, this.page.viewportSize().height - 5);
    await hover.waitFor({ state: 'hidden', timeout: 1500 }).catch(() => this.page.keyboard.press('Escape'));
  }

  /** Titles of the code actions offered at the cursor. */
  async quickFixes() {
    const rows = await this.openQuickFixes();
    const titles = (await rows.allInnerTexts()).map(text => clean(text).trim());
    await this.until(async () => {
      await this.page.keyboard.press('Escape');
      await rows.first().waitFor({ state: 'hidden', timeout: 500 });
      return true;
    }, 'the code actions to close');
    return titles;
  }

  /** Applies a code action by its title (with the keyboard: older versions block the mouse here). */
  async applyQuickFix(title) {
    const rows = await this.openQuickFixes();
    const row = rows.filter({ hasText: title }).first();
    await row.waitFor();
    await this.until(async () => {
      if (/\bfocused\b/.test(await row.getAttribute('class'))) return true;
      await this.page.keyboard.press('ArrowDown');
      return false;
    }, `the code action "${title}"`);
    await this.page.keyboard.press('Enter');
    await rows.first().waitFor({ state: 'hidden' });
  }

  async openQuickFixes() {
    const rows = this.page.locator('.action-widget .monaco-list-row.action');
    await this.until(async () => {
      if (!(await this.editor().locator('.native-edit-context:focus, textarea:focus').count()))
        await this.press('focusEditor');
      await this.page.keyboard.press('Control+.');
      await rows.first().waitFor({ timeout: 2000 });
      return true;
    }, 'code actions');
    return rows;
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

  async tabs() {
    return this.page
      .locator('.tabs-container .tab')
      .evaluateAll(all => all.map(tab => tab.dataset.resourceName || tab.getAttribute('aria-label')));
  }
  async closeEditors() {
    await this.runCommand('View: Close All Editors');
  }

  // ---- panels, views, bars --------------------------------------------------

  /** Rows of the Problems panel, files first: [{ level: 'file'|'error'|'warning'|'info', text }]. */
  async problems(count = 1) {
    const panel = this.page.locator('.markers-panel-container');
    if (!(await panel.isVisible().catch(() => false))) await this.press('focusProblems');
    await panel.waitFor();
    const read = async () =>
      Promise.all(
        (await panel.locator('.monaco-list-row').all()).map(async row => {
          const icon = row.locator('.marker-icon');
          const classes = (await icon.count()) ? await icon.first().getAttribute('class') : '';
          const level = /\b(error|warning|info|hint)\b/.exec(classes)?.[1] ?? 'file';
          return {
            level,
            text: clean(await row.innerText())
              .replace(/\s+/g, ' ')
              .trim(),
            label: await row.getAttribute('aria-label'),
          };
        }),
      );
    return this.until(async () => {
      const rows = (await read()).filter(row => row.text);
      return rows.filter(row => row.level !== 'file').length >= count && rows;
    }, `${count} row(s) in the Problems panel`);
  }

  /** Shows a view container by its activity bar title. */
  async openContainer(title) {
    const item = this.page
      .locator('.activitybar .action-item', { has: this.page.locator(`[aria-label^="${title}"]`) })
      .first();
    await item.waitFor();
    if (!/\bchecked\b/.test((await item.getAttribute('class')) ?? ''))
      await item.click(); // a badge may lie over the icon
    await this.page
      .locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') })
      .first()
      .waitFor();
  }

  /** A tree row by its exact label, below the side bar (or another root locator). */
  treeRow(label, root = this.page.locator('.part.sidebar')) {
    return root
      .locator('.monaco-list-row', { has: this.page.locator('.label-name', { hasText: exactly(label) }) })
      .first();
  }

  async treeItems(root = this.page.locator('.part.sidebar')) {
    await root.locator('.monaco-list-row').first().waitFor();
    return (await root.locator('.monaco-list-row .label-name').allInnerTexts()).map(clean);
  }

  async expand(label, root) {
    const row = this.treeRow(label, root);
    await this.until(async () => {
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'true') return true;
      await row.locator('.monaco-tl-twistie').click();
      return (await row.getAttribute('aria-expanded')) === 'true';
    }, `the tree row "${label}" to open`);
    // The row counts as open before its children are there; an empty group never gets any.
    const level = Number(await row.getAttribute('aria-level'));
    const next = Number(await row.getAttribute('data-index')) + 1;
    const child = (root ?? this.page.locator('.part.sidebar')).locator(
      `.monaco-list-row[data-index="${next}"][aria-level="${level + 1}"]`,
    );
    await child
      .first()
      .waitFor({ timeout: 3000 })
      .catch(() => {});
  }

  /** Clicks an icon that a row shows under the mouse. */
  async rowAction(label, action, root) {
    const row = this.treeRow(label, root);
    await row.hover();
    await row.locator(`.actions .action-label[aria-label^="${action}"]`).first().click();
  }

  /** Right click, then a menu entry. */
  async rowMenu(label, entry, root) {
    await this.treeRow(label, root).click({ button: 'right' });
    await this.chooseMenu(entry);
  }

  async menuEntries() {
    const items = this.page.locator('.monaco-menu .action-item:not(.disabled) .action-label:visible');
    await items.first().waitFor();
    return (await items.allInnerTexts()).map(text => clean(text).trim()).filter(Boolean);
  }

  async chooseMenu(entry) {
    const item = this.page
      .locator('.monaco-menu .action-item', {
        has: this.page.locator(`.action-label[aria-label="${entry}"]`),
      })
      .first();
    await item.waitFor();
    await item.hover();
    await item.click();
    await this.page.locator('.monaco-menu:visible').waitFor({ state: 'hidden' });
  }

  /** Notification texts now shown (toasts, or the centre when toasts are off). */
  async notifications() {
    const read = async () =>
      await this.page
        .locator(
          '.notifications-toasts .notification-list-item:visible, .notifications-center:visible .notification-list-item',
        )
        .all();
    return Promise.all(
      (await read()).map(async item => ({
        text: clean(await item.locator('.notification-list-item-message').innerText()).trim(),
        severity: /codicon-error/.test(
          (await item.locator('.notification-list-item-icon').getAttribute('class')) ?? '',
        )
          ? 'error'
          : /codicon-warning/.test(
                (await item.locator('.notification-list-item-icon').getAttribute('class')) ?? '',
              )
            ? 'warning'
            : 'info',
        buttons: (
          await item.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts()
        )
          .map(t => clean(t).trim())
          .filter(Boolean),
      })),
    );
  }

  async waitForNotification(wanted, timeout) {
    return this.until(
      async () => (await this.notifications()).find(n => matches(n.text, wanted)),
      `the notification ${wanted}`,
      timeout,
    );
  }

  async clickNotification(wanted, button) {
    await this.waitForNotification(wanted);
    const item = this.page
      .locator(
        '.notifications-toasts .notification-list-item:visible, .notifications-center:visible .notification-list-item',
      )
      .filter({ hasText: wanted })
      .first();
    await item.locator('.monaco-button', { hasText: button }).first().click();
  }

  async clearNotifications() {
    await this.press('clearNotifications');
  }

  /** Text of the dialog now shown (modal message), and its buttons. */
  async dialog() {
    const box = this.page.locator('.monaco-dialog-box');
    await box.waitFor();
    return {
      text: clean(await box.locator('.dialog-message-container').innerText()).trim(),
      buttons: (await box.locator('.dialog-buttons .monaco-button').allInnerTexts()).map(clean),
    };
  }

  async answerDialog(button) {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).first().click();
  }

  /** All status bar texts, or the first that matches. */
  async statusBar(wanted, timeout) {
    const read = async () =>
      (await this.page.locator('.part.statusbar .statusbar-item:visible').allInnerTexts())
        .map(text => clean(text).trim())
        .filter(Boolean);
    if (wanted === undefined) return read();
    return this.until(
      async () => (await read()).find(text => matches(text, wanted)),
      `${wanted} in the status bar`,
      timeout,
    );
  }

  async clickStatusBar(wanted) {
    await this.page.locator('.part.statusbar .statusbar-item:visible', { hasText: wanted }).first().click();
  }

  // ---- webviews ---------------------------------------------------------------

  /** The document inside a webview: use it like a page (locator, evaluate …). `title` tells several apart. */
  async webview(title) {
    return this.until(
      async () => {
        for (const element of await this.page.locator('iframe.webview').all()) {
          if (!(await element.isVisible())) continue;
          const outer = await (await element.elementHandle()).contentFrame();
          const inner =
            outer
              ?.childFrames()
              .find(frame => frame.name() === 'active-frame' || /fake\.html/.test(frame.url())) ??
            (await (await outer?.$('iframe#active-frame'))?.contentFrame());
          if (!inner) continue;
          await inner.waitForLoadState('domcontentloaded');
          if (
            title &&
            !matches(await inner.title(), title) &&
            !(await inner.locator('body').innerText()).match(title)
          )
            continue;
          return inner;
        }
        return undefined;
      },
      `a webview${title ? ` with ${title}` : ''}`,
      15_000,
    );
  }

  /** Back to an empty window between tests: nothing open, nothing unsaved, no toasts. */
  async reset() {
    const tabs = this.page.locator('.tabs-container .tab');
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
    if (await this.page.locator('.notifications-toasts .notification-list-item:visible').count())
      await this.press('clearNotifications');
  }

  /** Runs one of the commands that the test profile binds to a key (see KEYS). */
  async press(name) {
    await this.page.keyboard.press(KEYS[name].press);
    await this.page.waitForTimeout(30);
  }
}

// Some commands are wanted between all tests; a key is quicker than the palette.
const KEYS = {
  closeActive: {
    press: 'Control+Alt+Shift+F1',
    key: 'ctrl+alt+shift+f1',
    command: 'workbench.action.closeActiveEditor',
  },
  revertAndClose: {
    press: 'Control+Alt+Shift+F2',
    key: 'ctrl+alt+shift+f2',
    command: 'workbench.action.revertAndCloseActiveEditor',
  },
  clearNotifications: {
    press: 'Control+Alt+Shift+F3',
    key: 'ctrl+alt+shift+f3',
    command: 'notifications.clearAll',
  },
  focusEditor: {
    press: 'Control+Alt+Shift+F4',
    key: 'ctrl+alt+shift+f4',
    command: 'workbench.action.focusActiveEditorGroup',
  },
  focusProblems: {
    press: 'Control+Alt+Shift+F5',
    key: 'ctrl+alt+shift+f5',
    command: 'workbench.panel.markers.view.focus',
  },
};
export const KEYBINDINGS = Object.values(KEYS).map(({ key, command }) => ({ key, command }));

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
