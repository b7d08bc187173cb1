/** What production leaves to defaults can be written out, whatever the file looks like, and then nothing is left to say. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { applyEdits } from '../../../shared/core/text/text.ts';
import { checkWith, profileNamed, projectOf } from '../../support/checking.ts';

const example = fs.readFileSync('test/data/guide-example.env', 'utf8');
const withEmail = `${example}export VOICEHIVE_EMAIL__SMTP_HOST="smtp.example.com"
export VOICEHIVE_EMAIL__SMTP_PORT="587"
export VOICEHIVE_EMAIL__USERNAME="alerts"
export VOICEHIVE_EMAIL__PASSWORD="an_example_password"
export VOICEHIVE_EMAIL__FROM_EMAIL="alerts@example.com"
`;

const YAML = `service_name: voicehive
environment: production
region: eu-west-1
database:
    host: db
    port: 5432
    database: app
    username: app
    password: an_example_password
redis: {host: cache, port: 6379, password: an_example_password}
auth:
    jwt_secret_key: an_example_of_a_secret_that_is_long_enough
security:
    encryption_key: an_example_of_a_secret_that_is_long_enough
    webhook_signature_secret: |-
        an_example_of_a_secret_that_is_long_enough
external_services:
    livekit_url: wss://livekit.example.com
    vault_url: https://vault.example.com # the last one
`;

const FILES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'the guide': ['.env', example],
  'the guide with Windows line ends': ['.env', example.replaceAll('\n', '\r\n')],
  'the guide without its last line end': ['.env', example.trimEnd()],
  'without export and quotes': ['.env', example.replaceAll('export ', '').replaceAll(/="([^"]*)"$/gm, '=$1')],
  'with e-mail': ['.env', withEmail],
  'YAML, block and flow': ['config.yaml', YAML],
  'YAML with Windows line ends': ['config.yaml', YAML.replaceAll('\n', '\r\n')],
  'YAML without its last line end': ['config.yaml', YAML.trimEnd()],
};

describe('fields left to their defaults', () => {
  for (const [name, [path, text]] of Object.entries(FILES)) {
    it(`are written out: ${name}`, async () => {
      const project = await projectOf(profileNamed('voicehive'));
      const [finding, ...others] = checkWith(project, text, { path }).findings;
      assert.deepEqual(others, []);
      assert.equal(finding?.code, 'fallback/defaults');
      const fixed = applyEdits(text, finding.fix?.edits ?? []);
      assert.deepEqual(checkWith(project, fixed, { path }).findings, []);
      if (text.includes('\r\n')) assert.doesNotMatch(fixed, /[^\r]\n/);
    });

    it(`are written one by one: ${name}`, async () => {
      const project = await projectOf(profileNamed('voicehive'));
      const missing = checkWith(project, text, { path }).findings[0]?.missing ?? [];
      for (const { field, insertAt, newText = '' } of missing) {
        const fixed = text.slice(0, insertAt) + newText + text.slice(insertAt);
        const left = checkWith(project, fixed, { path }).findings;
        assert.deepEqual(
          left.map(({ code }) => code),
          ['fallback/defaults'],
          field,
        );
        assert.equal(left[0]?.missing?.length, missing.length - 1, field);
      }
    });
  }

  it('are an error where the manifest says so, and nothing where it says off', async () => {
    const profile = profileNamed('voicehive');
    const strict = await projectOf({ ...profile, fallbacks: 'error' });
    assert.equal(checkWith(strict, example).findings[0]?.severity, 'error');
    const off = await projectOf({ ...profile, fallbacks: 'off' });
    assert.deepEqual(checkWith(off, example).findings, []);
    assert.deepEqual(
      checkWith(strict, example, { environment: 'staging' }).findings.map(({ code }) => code),
      ['environment/mismatch'],
    );
  });

  it('inside a value are an error at the reference, in production only', async () => {
    const project = await projectOf({ ...profileNamed('voicehive'), fallbacks: 'off' });
    const text = example.replace('"app_user"', `"\${DB_USER:-app}"`);
    const [finding, ...others] = checkWith(project, text, { dialects: ['dotenv-expand'] }).findings;
    assert.deepEqual(others, []);
    assert.equal(finding?.code, 'security/production-fallback');
    assert.equal(text.slice(finding.span.start, finding.span.end), `\${DB_USER:-app}`);
    const staging = text.replace('"production"', '"staging"');
    assert.deepEqual(checkWith(project, staging, { dialects: ['dotenv-expand'] }).findings, []);
  });

  const nested: Readonly<Record<string, readonly [profile: string, text: string]>> = {
    'in a list': ['voicehive', `security: {cors_allowed_origins: ["\${ORIGIN:-https://a.example.com}"]}\n`],
    'in a value that the schema does not know': ['voicehive', `more: {deep: [{er: "\${NAME-x}"}]}\n`],
    'in a list without a schema': ['twelve-factor', `hosts:\n  - a\n  - "\${HOST:-b}"\n`],
    'in a map without a schema': ['twelve-factor', `host: {name: "\${HOST:-b}"}\n`],
  };
  for (const [name, [profile, text]] of Object.entries(nested)) {
    it(`${name} of a YAML file are found, once`, async () => {
      const project = await projectOf(profileNamed(profile));
      const { findings } = checkWith(project, text, { path: 'config.yaml', environment: 'production' });
      const found = findings.filter(({ code }) => code === 'security/production-fallback');
      assert.deepEqual(
        found.map(({ span }) => text.slice(span.start, span.end)),
        text.match(/\$\{[^}]*\}/g),
      );
    });
  }
});
