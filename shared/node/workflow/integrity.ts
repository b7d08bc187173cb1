/** Looks at a version's texts and secrets again, as the ledger's storage has them now. */
import { maskedText } from '../../core/drift/masked-text.ts';
import { sealedForms } from '../../core/ledger/bundles.ts';
import { restoreContent } from '../../core/workflow/restore.ts';
import { isFailure } from '../git/failure.ts';
import { readAttachment } from '../ledger/attachments.ts';
import { findVersion, readContent, type Stored, sidesOf } from './contents.ts';
import { stillMapped } from './mapping.ts';
import { answered, refusal } from './outcome.ts';
import { perform } from './recording.ts';
import type { Integrity, Outcome, VersionService } from './service.ts';
import type { Opened, Session } from './session.ts';

export function createIntegrity(session: Session): Pick<VersionService, 'checkIntegrity' | 'textsOf'> {
  return {
    checkIntegrity: async ({ environment, number, record }) => {
      const opened = await session.open();
      if (!opened.ok) return opened;
      const found = await integrityOf(session, opened.value, environment, number);
      if (!found.ok || !record) return found;
      const action = found.value.problem === null ? 'integrity-check-passed' : 'integrity-check-failed';
      const detail = found.value.problem ?? `${found.value.files} files, secrets ${found.value.secrets}`;
      const command = { command: 'recordAudit', action, environment, version: number, detail } as const;
      const recorded = await perform(session, opened.value, command);
      return recorded.ok ? found : recorded;
    },
    textsOf: async ({ environment, number, reveals }) => {
      const opened = await session.open();
      if (!opened.ok) return opened;
      const version = findVersion(opened.value.state, environment, number);
      if (!version.ok) return version;
      const { content } = version.value;
      const mapped = await stillMapped(session, { environment, number }, content);
      if (!mapped.ok) return mapped;
      const stored = await readContent(session, opened.value, content);
      if (!stored.ok) return stored;
      if (!reveals) return answered(await coveredTexts(session, opened.value, stored.value));
      const restored = restoreContent(stored.value.files, stored.value.bundle);
      return restored.ok ? answered(restored.files) : refusal('secrets-missing', NO_SECRETS);
    },
  };
}

const NO_SECRETS =
  'The secrets of this version cannot be read here, so its files cannot be given as they were. Use an identity that is a recipient.';

async function coveredTexts(session: Session, opened: Opened, stored: Stored) {
  const { sides } = await sidesOf(session, opened, stored);
  return sides.map(side => ({ path: side.file.path, text: maskedText(side) }));
}

/** Nothing that was read before is believed. */
async function integrityOf(
  session: Session,
  opened: Opened,
  environment: string,
  number: number,
): Promise<Outcome<Integrity>> {
  const version = findVersion(opened.state, environment, number);
  if (!version.ok) return version;
  const { content } = version.value;
  const { bundle } = content;
  for (const { cut } of content.files) session.texts.delete(cut);
  const stored = await readContent(session, opened, content);
  const files = content.files.length;
  if (!stored.ok) return answered({ files, secrets: 'unread', problem: stored.message });
  if (bundle === null) return answered({ files, secrets: 'none', problem: null });
  const [sealedNow = bundle.sealed] = sealedForms(opened.state, bundle);
  const sealed = await readAttachment(opened.ledger.repository, opened.view.commit, sealedNow);
  if (isFailure(sealed)) return answered({ files, secrets: 'unread', problem: sealed.message });
  if (stored.value.bundle === null) return answered({ files, secrets: 'unread', problem: null });
  const restored = restoreContent(stored.value.files, stored.value.bundle);
  return answered({ files, secrets: 'read', problem: restored.ok ? null : MISMATCH });
}

const MISMATCH = 'The encrypted secrets are not those that were cut out of the files.';
