/** Generated secrets: long enough, random, and read alike everywhere without quotes. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { generateSecret } from '../../../shared/core/assist/secret-generator.ts';
import { DIALECTS } from '../../../shared/core/document/dialect.ts';
import { parseDotenv } from '../../../shared/core/document/dotenv.ts';
import { toJson } from '../../../shared/core/document/json.ts';
import { parseYaml } from '../../../shared/core/document/yaml.ts';
import { isGenerated } from '../../../shared/core/validation/secret-value.ts';

describe('generated secrets', () => {
  it('are as long as they have to be, and no shorter than 256 bits', () => {
    assert.equal(generateSecret(randomBytes).length, 43);
    assert.equal(generateSecret(randomBytes, { minLength: 16 }).length, 43);
    assert.equal(generateSecret(randomBytes, { minLength: 64 }).length, 64);
    assert.equal(generateSecret(randomBytes, { minLength: 8, maxLength: 20 }).length, 20);
  });

  it('differ, use the whole alphabet, and never look like a placeholder', () => {
    const made = Array.from({ length: 500 }, () => generateSecret(randomBytes));
    assert.equal(new Set(made).size, made.length);
    assert.equal(new Set(made.join('')).size, 64);
    assert.ok(made.every(isGenerated));
  });

  it('are read alike by every dialect, and as text by YAML', () => {
    for (let tries = 0; tries < 50; tries++) {
      const secret = generateSecret(randomBytes);
      for (const dialect of DIALECTS) {
        assert.deepEqual([...parseDotenv(`A=${secret}\n`, { dialect }).values], [['A', secret]], dialect);
      }
      const [root] = parseYaml(`a: ${secret}\n`).roots;
      assert.deepEqual(root && toJson(root), { a: secret });
    }
  });

  it('end with any source of bytes', () => {
    for (const byte of [0, 255]) {
      assert.equal(generateSecret(bytes => new Uint8Array(bytes).fill(byte)).length, 43);
    }
  });
});
