/** Names and values that are secret where no schema says so, and those that only look like it. */
import assert from 'node:assert/strict';
import { containsSecret, looksSecret } from '../../../shared/core/validation/secret-name.ts';

const SECRET: readonly (readonly [name: string, value?: string])[] = [
  ['DB_PASSWORD'],
  ['dbPassword'],
  ['stripe.apiKey'],
  ['JWT_SECRET'],
  ['AWS_SECRET_ACCESS_KEY'],
  ['SECRET_KEY_BASE'],
  ['GITHUB_TOKEN'],
  ['SMTP_PASS'],
  ['secrets.stripe'],
  ['DB_PASSWORD2'],
  ['API_KEY_1'],
  ['DATABASE_URL', 'postgres://user:hunter2@db/app'],
  ['WHATEVER', 'ghp_0123456789abcdefghijABCDEFGHIJ012345'],
  ['WHATEVER', '-----BEGIN RSA PRIVATE KEY-----\nabc'],
  ['WHATEVER', 'a8F5f167Xk44f9964Qe6c998Zd'],
  ['BASIC_AUTH', 'admin:hunter2'],
  ['ENCRYPT_KEY'],
  ['SIM_PIN'],
  ['ALERTS', 'https://hooks.slack.com/services/T0INVENT/B0INVENT/invented0invented'],
  ['JAVA_OPTS', '-Ddb.password=hunter2'],
  ['CALLBACK', 'https://app.example/hook?token=hunter2'],
];

const NOT_SECRET: readonly (readonly [name: string, value?: string])[] = [
  ['PASSWORD_RESET_URL'],
  ['PASSWORD_MIN_LENGTH'],
  ['JWT_EXPIRES_IN'],
  ['TOKEN_TTL'],
  ['NEXT_PUBLIC_API_KEY'],
  ['STRIPE_PUBLISHABLE_KEY'],
  ['existingSecret'],
  ['valueFrom.secretKeyRef.key'],
  ['PRIMARY_KEY'],
  ['COMPASS', 'north'],
  ['GIT_COMMIT_SHA', '8f14e45fceea167a5a36dedd4bea2543f2c9b7a1'],
  ['IMAGE', 'registry.example.com/shop/api:1.4.2'],
  ['CACHE', 'node-modules-v1-linux-x64'],
  ['DATABASE_URL', 'postgres://db/app'],
  ['AUTH_HOST', 'auth:8080'],
  ['SPIN', '1'],
  ['LOG_FORMAT', '%(levelname)s: %(message)s'],
  ['VITE_FIREBASE_API_KEY', 'AIzaSyD3m0Zk9Qx7Lw2Vt8Rb5Nc1Hf6Gj4Ku0Ys'],
];

describe('secrets without a schema', () => {
  for (const [name, value] of SECRET) {
    it(`are ${name}${value ? ' by its value' : ''}`, () => assert.equal(looksSecret(name, value), true));
  }
  for (const [name, value] of NOT_SECRET) {
    it(`are not ${name}`, () => assert.equal(looksSecret(name, value), false));
  }
});

describe('texts that hold a secret', () => {
  for (const text of [
    'Bearer k9Can4ryQ7w',
    'DB_PASSWORD=hunter2',
    '{"password": "hunter2"}',
    'Server=db;Password=hunter2;',
    'user:hunter2@tcp(db)/shop',
    'see http://user:hunter2@db',
    '["amqp://user:hunter2@db"]',
    "$(curl -H 'Authorization: ghp_0123456789abcdefghijABCDEFGHIJ012345')",
  ]) {
    it(`are not shown: ${text}`, () => assert.equal(containsSecret(text), true));
  }
  for (const text of [
    'production',
    '09:30',
    'redis:6379',
    'https://example.com:443/a?b=c',
    'mail@example.com',
    '',
  ]) {
    it(`are not all texts: ${text}`, () => assert.equal(containsSecret(text), false));
  }
});
