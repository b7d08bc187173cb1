/** What is told of a variable from its name and the texts it has in a template and in production. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inferFields } from '../../../shared/core/profile/infer-fields.ts';
import { readFiles } from '../../../shared/core/profile/infer-read.ts';

const PORT = '{ type: integer, minimum: 1, maximum: 65535 }';
const SECRET = '{ type: string, secret: true }';
const TEXT = '{ type: string }';
const URL = '{ type: string, format: uri }';

/** Name, in `.env.example`, in `.env.production`, the claim. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ['PORT', '3000', '8080', PORT],
  ['PORT', '3000', '80a0', PORT],
  ['PORT', '3000', 'tcp://10.0.0.1:80', TEXT],
  ['PORT', '<port>', '8080', TEXT],
  ['PORT', '', '8080', '{ type: [integer, null], minimum: 1, maximum: 65535 }'],
  ['WORKERS', '2', 'many', '{ type: integer }'],
  ['TIMEOUT_SECONDS', '30', '30s', TEXT],
  ['PHONE', '301234', '301235', TEXT],
  ['API_VERSION', '2', '2', TEXT],
  ['ZIP', '01234', '01234', TEXT],
  ['SAMPLE_RATE', '1', '0.5', '{ type: number }'],
  ['PYTHON_VERSION', '3.11', '3.12', TEXT],
  ['DEBUG', '1', '0', '{ type: boolean }'],
  ['DEBUG', 'true', 'app:*', TEXT],
  ['FEATURE_X_ENABLED', 'true', 'maybe', '{ type: boolean }'],
  ['STORAGE', 'true', 's3', TEXT],
  ['SIGNUP', 'Yes', 'off', '{ type: boolean }'],
  ['API_URL', 'http://localhost', 'https://api.shop.example/v1', URL],
  ['API_URL', 'http://localhost', 'api.shop.example:443', URL],
  ['API_URL', 'http://localhost', '/api', TEXT],
  ['DATABASE_URL', 'sqlite:///db', 'postgres://db/shop', TEXT],
  ['HOSTS', 'http://a.example,http://b.example', 'http://c.example', TEXT],
  [
    'DATABASE_URL',
    'postgres://u:password@localhost/a',
    'postgres://db/a',
    '{ type: string, format: uri, secret: true }',
  ],
  ['ADMIN_EMAIL', 'you@example.com', 'ops@shop.example', '{ type: string, format: email }'],
  ['MAIL_FROM', 'Shop <a@shop.example>', 'a@shop.example', TEXT],
  ['NODE_ENV', 'development', 'production', '{ enum: [development, test, production] }'],
  ['APP_ENV', 'local', 'prodution', '{ enum: [development, test, production, staging, local] }'],
  ['SIZE', 'small', 'large', TEXT],
  [
    'SSL_MODE',
    'disable',
    'verify-full',
    '{ enum: [disable, allow, prefer, require, verify-ca, verify-full] }',
  ],
  ['SSL_MODE', 'disable', 'REQUIRED', TEXT],
  ['TAGS', '["a"]', '["b", "c"]', '{ type: array }'],
  ['TAGS', '[a]', '["b"]', TEXT],
  ['DB_PASSWORD', '12345', '54321', SECRET],
  ['API_KEY', '', '', SECRET],
  ['STRIPE_KEY', 'sk_test_xxx', '', SECRET],
  ['STRIPE_KEY', 'pk_test_xxx', 'pk_live_xxx', TEXT],
  ['PASSWORD_LOGIN', 'true', 'false', '{ type: boolean }'],
  ['TOKEN_TTL_SECONDS', '60', '60', '{ type: integer }'],
  ['REGION', '', '', TEXT],
];

describe('inferFields', () => {
  for (const [name, template, production, claim] of CASES) {
    it(`${name} of "${template}" and "${production}" is ${claim}`, () => {
      const [field] = infer({
        '.env.example': `${name}=${template}\n`,
        '.env.production': `${name}=${production}\n`,
      });
      assert.equal(shown(field?.claim), claim);
      assert.equal(field?.required, true);
    });
  }

  it('knows what every file sets, in any letter case', () => {
    const fields = infer({ '.env.a': 'A=1\nB=1\n', '.env.b': 'b=2\nC=\n' });
    assert.deepEqual(
      fields.map(({ name, required, absentIn }) => [name, required, absentIn]),
      [
        ['A', false, ['.env.b']],
        ['B', true, []],
        ['C', false, ['.env.a']],
      ],
    );
  });

  it('spells a name as most files do, and in capitals where as many do', () => {
    const names = (...files: string[]) =>
      infer(Object.fromEntries(files.map((text, index) => [`.env.${index}`, text]))).map(({ name }) => name);
    assert.deepEqual(names('port=1\nPORT=2\n'), ['PORT']);
    assert.deepEqual(names('Port=1\n', 'port=1\n', 'port=1\n'), ['port']);
  });

  it('calls nothing required where there are only templates', () => {
    assert.deepEqual(
      infer({ '.env.example': 'A=1\n' }).map(({ required }) => required),
      [false],
    );
  });

  it('takes references for text where nobody replaces them, and leaves them out where somebody does', () => {
    const files = { '.env.production': 'PORT=${PORT}\n', '.env.staging': 'PORT=1\n' };
    assert.equal(shown(infer(files)[0]?.claim), TEXT);
    assert.equal(shown(infer(files, false)[0]?.claim), PORT);
  });
});

function infer(files: Readonly<Record<string, string>>, isLiteral = true) {
  const read = readFiles(Object.entries(files).map(([path, text]) => ({ path, text })));
  return inferFields({ files: read, complete: read, keepsReferences: () => isLiteral });
}

function shown(claim: object | undefined): string {
  return JSON.stringify(claim ?? {})
    .replaceAll('"', '')
    .replaceAll(':', ': ')
    .replaceAll(',', ', ')
    .replace(/^\{(.*)\}$/, '{ $1 }');
}
