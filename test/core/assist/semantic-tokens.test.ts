/** Keys of which a grammar cannot know all. */
import assert from 'node:assert/strict';
import { keyTokens } from '../../../shared/core/assist/semantic-tokens.ts';
import { EMPTY_PROFILE } from '../../../shared/core/profile/merge.ts';
import type { Profile } from '../../../shared/core/profile/profile.ts';
import type { Checked } from '../../../shared/core/validation/check.ts';
import { checkWith, projectOf } from '../../support/checking.ts';

describe('key tokens', () => {
  const check = async (text: string, path: string): Promise<Checked> => {
    return checkWith(await projectOf(PROFILE), text, { path });
  };

  it('say what a dotenv key is', async () => {
    const checked = await check(
      'SHOP_PORT=1\nSHOP_TOKEN=abc\nSHOP_PROT=1\nSHOP_OLD=1\nSHOP_OLD_KEY=abc\n',
      '.env',
    );
    assert.deepEqual(described(checked), {
      SHOP_TOKEN: 'secret',
      SHOP_PROT: 'unknown',
      SHOP_OLD: 'deprecated',
      SHOP_OLD_KEY: 'secret deprecated',
    });
  });

  it('say what a YAML key is', async () => {
    const checked = await check('port: 1\ntoken: abc\nprot: 1\nold: 1\n', 'shop.yaml');
    assert.deepEqual(described(checked), { token: 'secret', prot: 'unknown', old: 'deprecated' });
  });
});

const PROFILE: Profile = {
  ...EMPTY_PROFILE,
  name: 'shop',
  prefix: 'SHOP_',
  schema: {
    type: 'object',
    additionalProperties: false,
    properties: {
      port: { type: 'integer' },
      token: { type: 'string', secret: true },
      old: { type: 'integer', deprecated: true },
      old_key: { type: 'string', secret: true, deprecated: true },
    },
  },
};

function described(checked: Checked): Record<string, string> {
  const { text } = checked.document;
  const tokens = keyTokens(checked).map(({ span, modifiers }) => [
    text.slice(span.start, span.end),
    modifiers.join(' '),
  ]);
  return Object.fromEntries(tokens);
}
