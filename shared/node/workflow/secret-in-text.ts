/** What a person writes into a ledger stands there for good and for everybody: no secret of the files at hand may be in it. */
import { readWorking } from '../../core/drift/side.ts';
import { mayShareWith } from '../../core/text/shared-part.ts';
import type { Command } from '../../core/workflow/decide.ts';
import { environmentFiles } from './environment-files.ts';
import { refusal } from './outcome.ts';
import type { Failure } from './service.ts';
import type { Session } from './session.ts';

/** By the key of the command that holds it. */
const TEXTS = {
  justification: 'justification',
  impact: 'impact',
  rollbackPlan: 'rollback plan',
  reason: 'reason',
  comment: 'comment',
  message: 'message',
  finding: 'finding',
  detail: 'detail',
} as const;

/** Shorter ones, and those of letters alone that are not long, are words that people write. `mayShareWith` misses none of these. */
const TELLING = /^(?=.*[^A-Za-z]).{8,}$|^.{16,}$/s;

export async function secretInText(
  { surroundings: { workspace, folder, now } }: Session,
  command: Command,
): Promise<({ ok: false } & Failure) | undefined> {
  const written = textsOf(command);
  if (written.length === 0) return undefined;
  // A file without any part of what was written need not be checked, which is dear: its secrets are not in there.
  const mayShare = mayShareWith(written.map(({ text }) => text));
  const { environments } = await environmentFiles(workspace(), folder, now(), mayShare);
  for (const files of environments.values()) {
    for (const { side, values } of readWorking(files.map(({ checked }) => checked))) {
      const telling = values.filter(value => TELLING.test(value));
      const found = written.find(({ text }) => telling.some(value => text.includes(value)));
      if (!found) continue;
      const message = `The ${found.name} has the value of a secret of ${side.checked.path} in it, and a ledger keeps it for good, for everybody who reads it. Say it without the value.`;
      return refusal('secret-in-text', message);
    }
  }
  return undefined;
}

function textsOf(command: Command): { readonly name: string; readonly text: string }[] {
  const given = Object.entries(command) as [string, unknown][];
  return given.flatMap(([key, text]) => {
    const name = Object.hasOwn(TEXTS, key) ? TEXTS[key as keyof typeof TEXTS] : undefined;
    return name !== undefined && typeof text === 'string' && text.length >= 8 ? [{ name, text }] : [];
  });
}
