/** Encrypts secrets to those who may read them, and decrypts them, in the format of age (age-encryption.org/v1). */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { done, failed, type KeyResult } from './result.ts';

export interface AgeKey {
  /** `AGE-SECRET-KEY-1…`: never to be shown. */
  readonly identity: string;
  /** `age1…`: where others encrypt to. */
  readonly recipient: string;
}

export async function generateAgeKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/**
 * Takes the text of an identity: one line `AGE-SECRET-KEY-1…`, with comments (#) and empty lines around it as
 * age-keygen writes them. @param where it stands, for the message
 */
export async function readAgeKey(text: string, where: string): Promise<KeyResult<AgeKey>> {
  const lines = text.split(/\r?\n/).map(line => line.trim());
  const [identity = '', ...more] = lines.filter(line => line !== '' && !line.startsWith('#'));
  try {
    if (more.length > 0) throw new Error('one identity, not several');
    return done({ identity, recipient: await identityToRecipient(identity) });
  } catch {
    return failed(
      'age-key-invalid',
      `${where} holds no age identity: it is one line that begins with AGE-SECRET-KEY-1. Put the right one there.`,
    );
  }
}

/** One binary age file for all recipients, each of which can read it alone. */
export async function encryptTo(
  recipients: readonly string[],
  plain: Uint8Array,
): Promise<KeyResult<Uint8Array>> {
  const kinds = new Set(recipients.map(kindOf));
  if (kinds.size === 0)
    return failed(
      'no-recipients',
      'There is nobody to encrypt to. Add a recipient to the ledger’s policy first.',
    );
  if (kinds.size > 1 && !kinds.has(undefined))
    return failed(
      'recipients-mixed',
      'Post-quantum and classic recipients are never mixed: who breaks the classic ones would read it all. Use one kind.',
    );
  const unknown = recipients.find(recipient => kindOf(recipient) === undefined);
  if (unknown !== undefined)
    return failed(
      'recipient-invalid',
      `${shortened(unknown)} is no age recipient: those begin with age1. Correct it.`,
    );
  try {
    const encrypter = new Encrypter();
    for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
    return done(await encrypter.encrypt(plain));
  } catch {
    return failed(
      'recipient-invalid',
      'One of the age recipients is mistyped: its checksum or its point is wrong. Ask its owner for it (secure-config identity show).',
    );
  }
}

export async function decryptWith(
  { identity }: Pick<AgeKey, 'identity'>,
  encrypted: Uint8Array,
): Promise<KeyResult<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return done(await decrypter.decrypt(encrypted));
  } catch (error) {
    // The library's errors have no codes; its tests hold this text, as ours do.
    return error instanceof Error && error.message.startsWith('no identity matched')
      ? failed(
          'not-a-recipient',
          'The secrets are encrypted to others. Ask for your recipient to be added to the ledger.',
        )
      : failed(
          'age-file-damaged',
          'The encrypted secrets are damaged: they are not what was written. Verify the ledger.',
        );
  }
}

/** Recipients of plugins and of hardware are left out: nobody could decrypt for them here. */
function kindOf(recipient: string): 'classic' | 'hybrid' | undefined {
  if (/^age1pq1[0-9a-z]+$/.test(recipient)) return 'hybrid';
  return /^age1[02-9ac-hj-np-z]{58}$/.test(recipient) ? 'classic' : undefined;
}

function shortened(recipient: string): string {
  return recipient.startsWith('age1') && recipient.length > 16 ? `${recipient.slice(0, 12)}…` : 'One';
}
