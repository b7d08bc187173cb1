/** The extension manifest against the code: what one names, the other has. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { DIALECTS } from '../../shared/core/document/dialect.ts';

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const { contributes } = manifest;

interface Step {
  readonly description: string;
  readonly media: { readonly markdown: string };
}

interface Welcome {
  readonly view: string;
  readonly contents: string;
  readonly when: string;
}

interface Item {
  readonly command: string;
  readonly when?: string;
}

describe('the extension manifest', () => {
  it('names each command that is registered, and no other', () => {
    const lists = ['client/extension.ts', 'client/ledger-part.ts'].map(file => fs.readFileSync(file, 'utf8'));
    const registered = [...lists.join('').matchAll(/command\('(\w+)'/g)];
    assert.ok(registered.length > 0);
    assert.deepEqual(
      contributes.commands.map((each: { command: string }) => each.command).sort(),
      registered.map(([, name]) => `secureConfig.${name}`).sort(),
    );
  });

  it('has a text for each placeholder, and no text too many', () => {
    const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8'));
    const used = JSON.stringify(manifest).match(/(?<=")%[^%"]+%(?=")/g) ?? [];
    assert.deepEqual([...new Set(used.map(name => name.slice(1, -1)))].sort(), Object.keys(texts).sort());
  });

  it('offers every dialect and every built-in profile', () => {
    const { properties } = contributes.configuration;
    assert.deepEqual(properties['secureConfig.dialects'].items.enum, [...DIALECTS]);
    const profiles = fs.readdirSync('profiles', { withFileTypes: true }).filter(entry => entry.isDirectory());
    assert.deepEqual(
      properties['secureConfig.profile'].enum.toSorted(),
      ['', ...profiles.map(entry => entry.name)].sort(),
    );
  });

  it('asks to be activated by configuration files and by nothing else', () => {
    const wanted =
      /^(workspaceContains:(\*\*\/)?(\.env[.\w*]*|secure-config\.yaml)|onLanguage:dotenv|onWebviewPanel:secureConfig\.(report|matrix|request|event|verification))$/;
    assert.ok(manifest.activationEvents.length > 0);
    assert.deepEqual(
      manifest.activationEvents.filter((event: string) => !wanted.test(event)),
      [],
    );
  });

  it('leads through a walkthrough whose pages and commands are there', () => {
    const commands = contributes.commands.map((each: { command: string }) => each.command);
    const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8'));
    const steps = contributes.walkthroughs.flatMap((each: { steps: readonly Step[] }) => each.steps);
    assert.equal(steps.length, 10);
    for (const { description, media } of steps) {
      assert.ok(fs.existsSync(media.markdown), media.markdown);
      const named = [...texts[description.slice(1, -1)].matchAll(/\(command:(secureConfig\.\w+)\)/g)];
      assert.ok(named.length > 0, description);
      for (const [, name] of named) assert.ok(commands.includes(name), name);
    }
  });

  it('shows in menus and views only commands and views that there are', () => {
    const commands = contributes.commands.map((each: { command: string }) => each.command);
    const views = contributes.views.secureConfig.map((each: { id: string }) => each.id);
    for (const { command, when = '' } of Object.values<readonly Item[]>(contributes.menus).flat()) {
      assert.ok(commands.includes(command), command);
      for (const [, view] of when.matchAll(/view == ([\w.]+)/g)) assert.ok(views.includes(view), when);
    }
    for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view), view);
  });

  it('offers to infer a manifest only where there is none', () => {
    const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8'));
    const offers = (contributes.viewsWelcome as readonly Welcome[]).filter(({ contents }) =>
      texts[contents.slice(1, -1)].includes('command:secureConfig.setUpFolder'),
    );
    assert.ok(offers.length > 0);
    for (const { view, when } of offers) assert.match(when, /secureConfig\.ledger == no-manifest$/, view);
  });

  it('describes each setting', () => {
    for (const [name, setting] of Object.entries<Record<string, unknown>>(
      contributes.configuration.properties,
    )) {
      assert.ok(setting.markdownDescription, name);
      assert.ok('default' in setting && setting.scope, name);
    }
  });
});
