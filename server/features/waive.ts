/** `secureConfig.server.waive`: writes a waiver for a finding, above its line or into the manifest. */
import path from 'node:path';
import { objectionToWaiver, waiveInFile } from '../../shared/core/assist/waive.ts';
import { waiveInManifest } from '../../shared/core/assist/waive-in-manifest.ts';
import { createLineIndex } from '../../shared/core/text/line-index.ts';
import type { Finding } from '../../shared/core/validation/finding.ts';
import { MANIFEST_NAME } from '../../shared/node/project-loader.ts';
import type { Commands } from '../../shared/protocol.ts';
import { documentEdit } from '../chosen-edits.ts';
import type { Feature, ServerContext } from '../context.ts';
import { uriOfPath } from '../convert.ts';
import type { Analysis } from '../file-check.ts';
import { applyChanges, type DocumentEdit, refusal } from '../workspace-edits.ts';

type Parameters = Commands['secureConfig.server.waive'];

export const waive: Feature = {
  register: () => undefined,
  commands: {
    'secureConfig.server.waive': async (context, [parameters]) => {
      if (!isParameters(parameters)) return refusal('A waiver needs uri, rule, until and reason.');
      const waiver = { ...parameters, reason: parameters.reason.trim() };
      const objection = objectionToWaiver(waiver, new Date());
      return objection === undefined ? write(waiver, context) : refusal(objection);
    },
  },
};

async function write(waiver: Parameters, context: ServerContext): Promise<unknown> {
  const check = await context.validation.current(waiver.uri);
  if (!check?.analysis) return refusal('Open the document first: only an open one is waived in.');
  const finding = findingFor(waiver, check.analysis);
  if (!finding) return refusal(`Nothing violates ${waiver.rule} here, so there is nothing to waive.`);
  const change =
    waiver.into === 'manifest'
      ? await manifestEdit(waiver, check.analysis, context)
      : documentEdit(
          check,
          check.analysis.checked.document,
          waiveInFile(finding, waiver, check.analysis.checked),
        );
  if (!change) return refusal('The manifest cannot be added to: it is missing, or not in order.');
  return applyChanges(`Waive ${waiver.rule}`, [change], context);
}

/** The one that is nearest to the line. */
function findingFor({ rule, line = 0 }: Parameters, { checked, findings }: Analysis): Finding | undefined {
  const { lines } = checked.document;
  const distance = ({ span }: Finding): number => Math.abs(lines.positionAt(span.start).line - line);
  return findings
    .filter(({ kind, code, waivedBy }) => kind === 'rule' && code === rule && !waivedBy)
    .sort((a, b) => distance(a) - distance(b))[0];
}

async function manifestEdit(
  waiver: Parameters,
  { governed }: Analysis,
  { documents, projects }: ServerContext,
): Promise<DocumentEdit | undefined> {
  const file = path.join(governed.root, MANIFEST_NAME);
  const read = await projects.read(file);
  const edits = 'text' in read ? waiveInManifest(read.text, governed.path, waiver) : undefined;
  if (!('text' in read) || !edits) return undefined;
  const uri = documents.uriAt(file) ?? uriOfPath(file);
  const version = documents.get(uri)?.version ?? null;
  return { uri, version, lines: createLineIndex(read.text), edits };
}

function isParameters(value: unknown): value is Parameters {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, rule, until, reason } = value as Partial<Record<keyof Parameters, unknown>>;
  return [uri, rule, until, reason].every(part => typeof part === 'string');
}
