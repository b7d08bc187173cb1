/** Makes ledgers in temporary folders and fills them with unsigned commits: the store looks at no signature. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { encodeTree, type GitObject, gitObjectId } from '../../shared/core/ledger/git-object.ts';
import { isFailure } from '../../shared/node/git/failure.ts';
import { findGit, type Git } from '../../shared/node/git/git.ts';
import { appendEvent } from '../../shared/node/ledger/append.ts';
import { closeRepository, openRepository, type Repository } from '../../shared/node/ledger/repository.ts';

export const NOW = '2027-01-01T00:00:00.000Z';

/** Runs with a new folder, and removes it afterwards. */
export async function inFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'secure-config-ledger-')));
  try {
    return await work(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export async function withLedger(
  work: (repository: Repository, folder: string) => Promise<void>,
): Promise<void> {
  await inFolder(async folder => {
    const repository = await openLedger(path.join(folder, 'ledger'));
    try {
      await work(repository, folder);
    } finally {
      closeRepository(repository);
    }
  });
}

export async function openLedger(folder: string): Promise<Repository> {
  return succeeded(await openRepository({ git: await realGit(), folder, now: () => NOW }));
}

export async function realGit(): Promise<Git> {
  return succeeded(await findGit(process.env));
}

/** A commit with its tree and attachments. */
export function eventObjects(
  parent: string | null,
  message: string,
  attachments: readonly string[] = [],
): GitObject[] {
  const blobs = attachments.map(text => ({ type: 'blob', bytes: Buffer.from(text) }) as const);
  const entries = blobs.map(blob => ({ name: sha256(blob.bytes), id: gitObjectId(blob) }));
  const tree = { type: 'tree', bytes: encodeTree(entries) } as const;
  const lines = [
    `tree ${gitObjectId(tree)}`,
    ...(parent === null ? [] : [`parent ${parent}`]),
    'author secure-config <ledger@secure-config.invalid> 0 +0000',
    'committer secure-config <ledger@secure-config.invalid> 0 +0000',
    '',
    message,
  ];
  return [...blobs, tree, { type: 'commit', bytes: Buffer.from(lines.join('\n')) }];
}

/** Appends events one after the other and returns their ids. */
export async function fill(
  repository: Repository,
  count: number,
  from: string | null = null,
  seq = 1,
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const expectedHead = ids.at(-1) ?? from;
    const objects = eventObjects(expectedHead, `{"n":${seq + index}}`, [`attachment ${seq + index}`]);
    const result = await appendEvent(repository, { seq: seq + index, objects, expectedHead });
    assert.equal(result.kind, 'appended', JSON.stringify(result));
    if (result.kind === 'appended') ids.push(result.head.id);
  }
  return ids;
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The value, where no failure is expected. */
export function succeeded<Value>(value: Value): Exclude<Value, { readonly kind: 'failure' }> {
  assert.ok(!isFailure(value), JSON.stringify(value));
  return value as Exclude<Value, { readonly kind: 'failure' }>;
}

export async function collect<Value>(items: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const item of items) found.push(item);
  return found;
}
