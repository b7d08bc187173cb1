/** Where a person's age identity is: handed in by the editor's secret storage, in the environment, or in a file. */
import { readFile } from 'node:fs/promises';
import type { Environment } from '../environment.ts';
import { isOpenToOthers } from '../private-files.ts';
import { type AgeKey, readAgeKey } from './age.ts';
import { failed, type KeyResult, systemCode } from './result.ts';

export type AgeSource =
  | { readonly kind: 'file'; readonly path: string; readonly recipient: string }
  | { readonly kind: 'environment'; readonly recipient: string };

export const AGE_VARIABLE = 'SECURE_CONFIG_AGE_KEY';

/** The first there is of: `given`, the environment's `SECURE_CONFIG_AGE_KEY`, the identity's file. */
export async function loadAgeKey(
  source: AgeSource,
  environment: Environment,
  given?: string,
): Promise<KeyResult<AgeKey>> {
  if (given) return readAgeKey(given, 'What was handed in');
  const variable = environment.variables[AGE_VARIABLE];
  if (variable) return readAgeKey(variable, AGE_VARIABLE);
  if (source.kind === 'file') return readAgeFile(source.path);
  return failed(
    'age-key-missing',
    `The age identity is expected in ${AGE_VARIABLE}, which is not set. Set it.`,
  );
}

/** As age-keygen writes it, so that `age -d -i` reads it too. */
export function ageFileText({ identity, recipient }: AgeKey): string {
  return `# public key: ${recipient}\n${identity}\n`;
}

async function readAgeFile(file: string): Promise<KeyResult<AgeKey>> {
  try {
    if (await isOpenToOthers(file))
      return failed(
        'key-file-permissions',
        `Others may read the age identity at ${file}. Run chmod 600 on it.`,
      );
    return await readAgeKey(await readFile(file, 'utf8'), file);
  } catch (error) {
    const code = systemCode(error);
    return code === 'ENOENT'
      ? failed('age-key-missing', `There is no age identity at ${file}. Put it back from your backup.`)
      : failed(
          'key-file-unreadable',
          `The age identity at ${file} cannot be read (${code}). Give yourself permission to read it.`,
        );
  }
}
