/** The extension manifest against the code: what one names, the other has. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { DIALECTS } from '../../shared/core/document/dialect.ts';

const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8'));
const { contributes } = manifest;

describe('the extension manifest', () => {
  it('names each command that is registered, and no other', () => {
    const registered = [...fs.readFileSync('client/extension.ts', 'utf8').matchAll(/command\('(\w+)'/g)];
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
      /^(workspaceContains:(\*\*\/)?(\.env[.\w*]*|secure-config\.yaml)|onLanguage:dotenv|onWebviewPanel:secureConfig\.(report|matrix))$/;
    assert.ok(manifest.activationEvents.length > 0);
    assert.deepEqual(
      manifest.activationEvents.filter((event: string) => !wanted.test(event)),
      [],
    );
  });

  it('leads through a walkthrough whose pages and commands are there', () => {
    const commands = contributes.commands.map((each: { command: string }) => each.command);
    const texts = JSON.parse(fs.readFileSync('package.nls.json', 'utf8'));
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough.steps.length, 4);
    for (const { description, media } of walkthrough.steps) {
      assert.ok(fs.existsSync(media.markdown), media.markdown);
      const named = [...texts[description.slice(1, -1)].matchAll(/\(command:(secureConfig\.\w+)\)/g)];
      assert.ok(named.length > 0, description);
      for (const [, name] of named) assert.ok(commands.includes(name), name);
    }
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
