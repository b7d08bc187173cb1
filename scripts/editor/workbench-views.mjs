// The parts of the page object around the editor: panels, views, notifications, dialogs, status bar, webviews.
import { clean, exactly, matches } from './page-text.mjs';

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
  saveFile: {
    press: 'Control+Alt+Shift+F6',
    key: 'ctrl+alt+shift+f6',
    command: 'workbench.action.files.save',
  },
  focusProblems: {
    press: 'Control+Alt+Shift+F5',
    key: 'ctrl+alt+shift+f5',
    command: 'workbench.panel.markers.view.focus',
  },
};
export const KEYBINDINGS = Object.values(KEYS).map(({ key, command }) => ({ key, command }));

export class WorkbenchViews {
  constructor(page, server) {
    this.page = page;
    this.server = server;
    this.errors = [];
    page.on('console', message => {
      if (message.type() === 'error') this.errors.push(message.text().slice(0, 1000));
    });
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

  /** Runs one of the commands that the test profile binds to a key (see KEYS). */
  async press(name) {
    await this.page.keyboard.press(KEYS[name].press);
    await this.page.waitForTimeout(30);
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
    if (!/\bchecked\b/.test((await item.getAttribute('class')) ?? '')) await item.click(); // a badge may lie over the icon
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

  async collapse(label) {
    const row = this.treeRow(label);
    await this.until(async () => {
      if ((await row.getAttribute('aria-expanded')) !== 'true') return true;
      await row.locator('.monaco-tl-twistie').click();
      return (await row.getAttribute('aria-expanded')) !== 'true';
    }, `the tree row "${label}" to close`);
  }

  /** Runs what the context menu of a row offers. A menu does not hear a click that comes as soon as it is drawn. */
  async chooseInMenu(row, title) {
    const item = this.page.locator('.monaco-menu .action-label', { hasText: exactly(title) });
    await this.until(async () => {
      if (!(await item.count())) await row.click({ button: 'right' });
      await item.click({ timeout: 2000 });
      await item.waitFor({ state: 'detached', timeout: 1000 });
      return true;
    }, `"${title}" in the menu`);
  }

  /** Notifications now shown (toasts, or the centre when toasts are off), read at once: while they come and go, too. */
  async notifications() {
    const shown =
      '.notifications-toasts .notification-list-item, .notifications-center .notification-list-item';
    const read = await this.page.locator(shown).evaluateAll(items =>
      items
        .filter(item => item.checkVisibility({ visibilityProperty: true }))
        .map(item => ({
          text: item.querySelector('.notification-list-item-message').innerText,
          icon: item.querySelector('.notification-list-item-icon').className,
          buttons: [...item.querySelectorAll('.notification-list-item-buttons-container .monaco-button')].map(
            button => button.innerText,
          ),
        })),
    );
    return read.map(({ text, icon, buttons }) => ({
      text: clean(text).trim(),
      severity: /codicon-(error|warning)/.exec(icon)?.[1] ?? 'info',
      buttons: buttons.map(each => clean(each).trim()).filter(Boolean),
    }));
  }

  async waitForNotification(wanted, timeout) {
    const seen = new Set();
    const find = async () => {
      const shown = await this.notifications();
      for (const { text } of shown) seen.add(text);
      return shown.find(({ text }) => matches(text, wanted));
    };
    return this.until(find, `the notification ${wanted}`, timeout).catch(error => {
      throw new Error(`${error.message}; seen: ${[...seen].join(' | ') || 'none'}`);
    });
  }

  /** Afterwards the next ones are shown: VS Code hides the fourth that comes within 800 ms, those of progress counted. */
  async clearNotifications() {
    await this.press('clearNotifications');
    await this.page.waitForTimeout(800);
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
}
