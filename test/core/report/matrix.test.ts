import assert from 'node:assert/strict';
import process from 'node:process';
import { before, describe, it } from 'mocha';
import type { Profile } from '../../../shared/core/profile/profile.ts';
import { compareEnvironments, type MatrixField } from '../../../shared/core/report/matrix.ts';
import { checkText } from '../../../shared/core/validation/check.ts';
import type { Project } from '../../../shared/core/validation/project.ts';
import { checkedSiblings } from '../../support/assisting.ts';
import { checkWith, NOW, profileNamed, projectOf } from '../../support/checking.ts';

const SHOP: Profile = {
  name: 'shop',
  title: 'Shop',
  description: '',
  prefix: 'SHOP_',
  delimiter: '__',
  environments: new Map([
    ['development', []],
    ['staging', []],
    ['production', []],
  ]),
  fallbacks: 'warning',
  schema: {
    type: 'object',
    required: ['name', 'database'],
    properties: {
      name: { type: 'string', title: 'Name' },
      debug: { type: 'boolean', default: false },
      database: {
        type: 'object',
        title: 'Database',
        required: ['host', 'password'],
        properties: {
          host: { type: 'string' },
          password: { type: 'string', secret: true, minLength: 8 },
          port: { type: 'integer', default: 5432 },
        },
      },
      origins: { type: 'array', items: { type: 'string' } },
    },
  },
  rules: [],
};

type Files = Readonly<Record<string, string>>;

describe('the matrix of environments', () => {
  let shop: Project;
  before(async () => {
    shop = await projectOf(SHOP);
  });

  const matrixOf = (files: Files, project = shop) =>
    compareEnvironments(checkedSiblings(project, { siblings: files }));
  const fieldsOf = (files: Files, project = shop): readonly MatrixField[] =>
    matrixOf(files, project).groups.flatMap(({ fields }) => fields);
  const table = (files: Files, project = shop): string[] =>
    fieldsOf(files, project).map(({ path, agreement, cells }) => {
      const said = cells.map(({ state, shown, differs, severity }) =>
        [state, differs && state !== 'different' ? '≠' : '', shown ?? '', severity ? `!${severity}` : '']
          .filter(Boolean)
          .join(' '),
      );
      return `${path} (${agreement}): ${said.join(' | ')}`;
    });

  it('has a column for each file, by environment in the profile’s order', () => {
    const { environments } = matrixOf({
      '.env.production': '',
      'other.env': '',
      '.env.development': '',
      'b/.env.production': '',
    });
    assert.deepEqual(environments, [
      { name: 'development', files: [{ path: '.env.development' }] },
      { name: 'production', files: [{ path: '.env.production' }, { path: 'b/.env.production' }] },
      { name: null, files: [{ path: 'other.env' }] },
    ]);
  });

  it('has fields by group in the schema’s order, unknown ones behind those of their group', () => {
    const { groups } = matrixOf({
      '.env.staging': 'SHOP_DATABASE__ZONE=a\nSHOP_NAME=x\nSHOP_CACHE__TTL=1\nSHOP_DATABASE__HOST=h\n',
    });
    assert.deepEqual(
      groups.map(({ path, title, fields }) => [path, title, fields.map(field => field.path).join()]),
      [
        ['', undefined, 'name,debug'],
        ['database', 'Database', 'database.host,database.password,database.port,database.zone'],
        ['cache', undefined, 'cache.ttl'],
      ],
    );
  });

  it('says what most files say, who departs from it, and who leaves it out', () => {
    assert.deepEqual(
      table({
        '.env.development': 'SHOP_NAME=a\nSHOP_DATABASE__HOST=x\nSHOP_DATABASE__PASSWORD=long-enough-1\n',
        '.env.staging':
          'SHOP_NAME=a\nSHOP_DATABASE__HOST=y\nSHOP_DATABASE__PASSWORD=long-enough-1\nSHOP_DEBUG=no\n',
        '.env.production':
          'SHOP_NAME=b\nSHOP_DATABASE__HOST=z\nSHOP_DATABASE__PASSWORD=short\nSHOP_DEBUG=on\nSHOP_DATABASE__PORT=5432\n',
      }),
      [
        'name (most): same a | same a | different b',
        'debug (most): default false | same false | different true',
        'database.host (none): different x | different y | different z',
        'database.password (most): same •••• | same •••• | different •••• !error',
        'database.port (all): default 5432 | default 5432 | same 5432',
      ],
    );
  });

  it('shows what production leaves to defaults, and required fields of a missing group, as findings', () => {
    assert.deepEqual(table({ '.env.production': 'SHOP_NAME=a\n' }), [
      'name (all): same a',
      'debug (all): default false !warning',
      'database.host (all): missing !error',
      'database.password (all): missing !error',
      'database.port (all): default 5432 !warning',
    ]);
  });

  it('compares dotenv with YAML, and a group in one variable with its fields', () => {
    const [, , host, , port] = table({
      'production.yaml': 'name: a\ndatabase:\n  host: h\n  port: 5433\n',
      '.env.staging': `SHOP_NAME=a\nSHOP_DATABASE='{"host": "h", "port": 5433}'\n`,
    });
    assert.equal(host, 'database.host (all): same h | same h');
    assert.equal(port, 'database.port (all): same 5433 | same 5433');
  });

  it('does not compare what is known only where the program runs', () => {
    const [staging, production] = ['SHOP_NAME=a\n', 'SHOP_NAME=${ELSEWHERE}\n'].map((text, index) =>
      checkWith(shop, text, { path: `${index}.env`, dialects: ['compose'] }),
    );
    assert.ok(staging && production);
    const [field] = compareEnvironments([staging, production]).groups[0]?.fields ?? [];
    assert.equal(field?.agreement, 'all');
    assert.deepEqual(
      field?.cells.map(({ state, shown }) => `${state} ${shown}`),
      ['same a', 'unknown ${ELSEWHERE}'],
    );
  });

  it('has a column for each YAML document, with its own findings', () => {
    const { environments, groups } = matrixOf({
      'shop.yaml': 'name: a\ndatabase: { host: h, password: long-enough }\n---\nname: 5\n',
    });
    assert.deepEqual(environments[0]?.files, [
      { path: 'shop.yaml', part: 1 },
      { path: 'shop.yaml', part: 2 },
    ]);
    const cells = groups.flatMap(({ fields }) => fields).find(({ path }) => path === 'database.host')?.cells;
    assert.deepEqual(
      cells?.map(({ state, severity }) => [state, severity]),
      [
        ['same', undefined],
        ['missing', 'error'],
      ].map(([state, severity], index) => [index === 0 ? 'different' : state, severity]),
    );
  });

  it('leads to the value, or to where it would go', () => {
    const [name, , host] = fieldsOf({ '.env.staging': '# first\nSHOP_DATABASE__PORT=1\nSHOP_NAME=abc\n' });
    assert.deepEqual(name?.cells[0]?.range, {
      start: { line: 2, character: 10 },
      end: { line: 2, character: 13 },
    });
    assert.equal(host?.cells[0]?.range.start.line, 1);
  });

  it('compares files that no profile governs, too', () => {
    const check = (path: string, text: string) =>
      checkText({ path, text, governance: { dialects: ['dotenv'] }, now: NOW });
    const { environments, groups } = compareEnvironments([
      check('.env.example', 'PORT=80\nAPI_KEY=\n'),
      check('.env.production', 'PORT=80\nAPI_KEY=canary-of-an-api-key\n'),
    ]);
    assert.deepEqual(
      environments.map(({ name }) => name),
      ['production', null],
    );
    const [port, key] = groups[0]?.fields ?? [];
    assert.equal(port?.agreement, 'all');
    assert.equal(key?.secret, true);
    assert.deepEqual(
      key?.cells.map(({ shown }) => shown),
      ['••••', ''],
    );
  });

  it('never holds a secret', async () => {
    const files: Files = {
      '.env.staging': [
        'SHOP_DATABASE__PASSWORD=canary',
        'SHOP_NAME=https://${SHOP_DATABASE__PASSWORD}/${SHOP_DATABASE__PASSWORD:-canary}',
        'SHOP_EXTRA_TOKEN=canary',
        'SHOP_ORIGINS=["https://app:canary@host"]',
        'SHOP_OPEN="never closed',
        'SHOP_DATABASE__PASSWORD=canary',
      ].join('\n'),
      '.env.production':
        'SHOP_URL=postgres://app:canary@db/x\nSHOP_EXTRA_TOKEN=1\nSHOP_DATABASE={"password": "canary"\n',
      '.env.development': `SHOP_DATABASE='{"password": "canary", "host": {"token": "canary"}}'\n`,
      'a/staging.yaml': 'database: canary\nextra_token: [canary]\nname: |\n  line\n  password: canary\n',
    };
    assert.doesNotMatch(JSON.stringify(matrixOf(files)), /canary/);
    const bare = await projectOf(profileNamed('twelve-factor'));
    const lines = 'APP_PASSWORD=-----BEGIN\ncanary\ncanary/canary\nX=1\n';
    assert.doesNotMatch(JSON.stringify(matrixOf({ '.env.production': lines }, bare)), /canary/);
  });

  it('takes ten thousand lines in a moment, and keeps the fields that tell most', () => {
    const lines = (value: string): string =>
      Array.from({ length: 10_000 }, (_, index) => `SHOP_F${index}=${index === 9_999 ? value : index}`).join(
        '\n',
      );
    const checked = checkedSiblings(shop, {
      siblings: { '.env.staging': lines('a'), '.env.production': lines('b') },
    });
    const before = process.cpuUsage();
    const { groups, leftOut } = compareEnvironments(checked);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_500_000, `${user + system} µs`);
    const fields = groups.flatMap(group => group.fields);
    assert.equal(fields.length, 1000);
    assert.ok(leftOut > 9000);
    assert.ok(fields.some(({ path }) => path === 'f9999'));
  });
});
