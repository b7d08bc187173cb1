/** Shows a person the keys they have, and asks which one signs. */
import type { KeyChoice } from '../../shared/node/keys/create-identity.ts';
import type { KeyProposal } from '../../shared/node/keys/key-proposals.ts';
import type { Io } from '../io.ts';
import { visibleText } from '../text/width.ts';
import type { Keys } from './keys.ts';

/** The list goes to standard error, there too where nobody can be asked. Null: no answer, or one that names no key. */
export async function askForKey(
  proposals: readonly KeyProposal[],
  io: Io,
  { keyFingerprint }: Keys,
): Promise<KeyChoice | null> {
  const lines = proposals.map(({ publicKey, label, choice }) => {
    const where = choice.kind === 'file' ? visibleText(label) : `${visibleText(label)} (in the ssh-agent)`;
    return `${publicKey.type} ${keyFingerprint(publicKey.blob)}  ${where}`;
  });
  const numbered = [...lines, 'a new key'].map((line, index) => `  ${index + 1}  ${line}`);
  io.err(`Keys that could sign:\n${numbered.join('\n')}\n`);
  const answer = await io.ask('Which one? [1] ');
  if (answer === null) return null;
  const index = answer.trim() === '' ? 0 : Number(answer.trim()) - 1;
  if (index === proposals.length) return { kind: 'new' };
  return proposals[index]?.choice ?? null;
}
