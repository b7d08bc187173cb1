// The steps of a ledger's story in a window, for tests and pictures alike.

const FILE = '.env.production';

/** Two identities on this machine, a ledger, and its offer to make a first version. */
export async function beginLedger(wb) {
  await wb.runCommand('Secure Config: Initialise Ledger');
  await choose(wb, /To try it out/);
  await answer(wb, 'Shop', /What is the ledger called/);
  await wb.waitForNotification(/The ledger has begun/, 30_000);
}

/** Up to the question whether it is to be made. */
export async function prepareFirstVersion(wb) {
  await wb.clickNotification(/The ledger has begun/, 'Create Version');
  await choose(wb, 'production');
  await answer(wb, 'As it is in use', /What is this version/);
  return wb.dialog();
}

/** From the list of fields, which is open, up to the question whether it is to be filed. */
export async function explainRequest(wb) {
  await choose(wb, 'Ask for these changes');
  await choose(wb, /More load is expected/);
  await write(wb, 'Sessions last longer', /What does it touch/);
  await choose(wb, /Roll back to the version before/);
  return wb.dialog();
}

export async function approveFirst(wb) {
  await wb.runCommand('Secure Config: Approve…');
  await chooseFirst(wb);
  await wb.answerDialog(/^Approve$/);
  await wb.waitForNotification(/has approved/, 20_000);
}

export async function applyFirst(wb, version) {
  await wb.runCommand('Secure Config: Apply Request');
  await chooseFirst(wb);
  await wb.answerDialog('Apply');
  await wb.waitForNotification(new RegExp(`${version} of production is active now`), 20_000);
}

/** A row of the quick pick by its label, or the beginning of it. */
export async function choose(wb, label) {
  await wb.quickRow(typeof label === 'string' ? new RegExp(`^\\s*${label}`) : label).click();
}

export async function chooseFirst(wb) {
  await wb.quickInput.locator('.quick-input-list .monaco-list-row').first().click();
}

/** Into an input box, which says `prompt`. */
export async function answer(wb, text, prompt) {
  await wb.quickInput.filter({ hasText: prompt }).first().waitFor();
  await wb.quickInput.locator('input').first().fill(text);
  await wb.page.keyboard.press('Enter');
}

/** Into a quick pick that takes what is typed. */
async function write(wb, text, placeholder) {
  const box = wb.quickInput.locator('input').first();
  await wb.until(
    async () => placeholder.test((await box.getAttribute('placeholder')) ?? ''),
    String(placeholder),
  );
  await box.fill(text);
  await wb.quickRow(new RegExp(text)).click();
}

export async function become(wb, name) {
  await wb.runCommand('Secure Config: Use Identity…');
  await choose(wb, name);
  await wb.statusBar(new RegExp(`You act as ${name}`));
}

/** Puts `to` in place of `value`, which stands behind `key`. */
export async function edit(wb, key, value, to) {
  await wb.openFile(FILE);
  await wb.statusBar(/· production/);
  const search = wb.page.locator('.find-widget.visible');
  await wb.page.mouse.move(2, 2); // the first Escape closes a hover, where one is shown
  await wb.page.keyboard.press('Control+F');
  await search.waitFor();
  await wb.page.keyboard.type(key + value);
  const closes = async () => {
    await wb.page.keyboard.press('Escape');
    await search.waitFor({ state: 'detached', timeout: 3000 });
  };
  await closes().catch(closes);
  await wb.page.keyboard.press('ArrowRight');
  for (let i = 0; i < value.length; i++) await wb.page.keyboard.press('Backspace');
  await wb.type(to);
}

export async function openView(wb, name) {
  await wb.openContainer('Secure Config');
  const header = wb.page.locator('.part.sidebar .pane-header', { hasText: name }).first();
  await header.waitFor();
  if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
}

/** Closes the other views, so that a long tree is drawn as far as the window reaches. */
export async function openViewAlone(wb, name) {
  await openView(wb, name);
  const others = wb.page
    .locator('.part.sidebar .pane-header[aria-expanded="true"]')
    .filter({ hasNotText: name });
  await wb.until(async () => {
    if (!(await others.count())) return true;
    await others.first().click();
    return !(await others.count());
  }, `no view but ${name}`);
  await wb.page.mouse.move(700, 300); // a hover would lie over the rows
}
