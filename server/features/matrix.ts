/** `secureConfig/matrix`, and the same as a command for other editors: the files of one project side by side. */
import path from 'node:path';
import { compareEnvironments } from '../../shared/core/report/matrix.ts';
import type { EnvironmentMatrix } from '../../shared/protocol.ts';
import type { Feature, ServerContext } from '../context.ts';
import { pathOfUri, uriOfPath } from '../convert.ts';
import { requestType } from '../custom-messages.ts';
import type { Analysis } from '../file-check.ts';
import { guarded } from '../log.ts';
import { around } from '../siblings.ts';

/** Milliseconds for the other files. */
const PATIENCE = 5000;
/** Files of a folder that are looked at until one of them is ours. */
const MOST_LOOKED_AT = 200;

export const matrix: Feature = {
  register: context => {
    context.connection.onRequest(
      requestType('secureConfig/matrix'),
      guarded(context.log, 'secureConfig/matrix', ({ uri }) => compare(uri, context)),
    );
  },
  commands: {
    'secureConfig.server.compareEnvironments': async (context, [uri]) =>
      typeof uri === 'string' ? compare(uri, context) : null,
  },
};

async function compare(uri: string, context: ServerContext): Promise<EnvironmentMatrix | null> {
  const asked = pathOfUri(uri);
  if (asked === undefined) return null;
  const start = (await analysed(asked, context)) ?? (await startIn(asked, context));
  return start ? matrixAround(start, context) : null;
}

interface Start {
  readonly path: string;
  readonly analysis: Analysis;
}

async function analysed(
  file: string,
  { checker, documents, validation }: ServerContext,
): Promise<Start | undefined> {
  const uri = documents.uriAt(file);
  const analysis =
    uri === undefined ? await checker.analyse(file) : (await validation.current(uri))?.analysis;
  return analysis && { path: file, analysis };
}

/** Of a folder the file that stands for it: one of its own manifest, else the one that has most beside it. */
async function startIn(folder: string, context: ServerContext): Promise<Start | undefined> {
  const files = await context.siblings.filesBelow(folder).catch(() => []);
  const depth = (file: string): number => file.split(path.sep).length;
  const found: Start[] = [];
  for (const file of files.toSorted((a, b) => depth(a) - depth(b)).slice(0, MOST_LOOKED_AT)) {
    const start = await analysed(file, context);
    if (!start) continue;
    const { governed } = start.analysis;
    if (governed.governance.project && governed.root === folder) return start;
    found.push(start);
  }
  const here = found.filter(start => path.dirname(start.path) === folder);
  const governed = found.find(({ analysis }) => analysis.governed.governance.project);
  return here.length > 1 ? here[0] : (governed ?? found[0]);
}

async function matrixAround(
  { path: file, analysis }: Start,
  context: ServerContext,
): Promise<EnvironmentMatrix> {
  const { governed, checked } = analysis;
  const { project } = governed.governance;
  const others = await context.siblings.all(around(file, analysis), PATIENCE);
  const isNear = (other: { readonly path: string }): boolean =>
    project !== undefined || path.posix.dirname(other.path) === path.posix.dirname(checked.path);
  const folder = project ? governed.root : path.dirname(file);
  const compared = compareEnvironments([checked, ...others.files.filter(isNear)]);
  return {
    folderUri: uriOfPath(folder),
    folderName: path.basename(folder),
    profile: project?.profile.name ?? null,
    fileUris: compared.environments.flatMap(({ files }) =>
      files.map(each => uriOfPath(path.join(governed.root, each.path))),
    ),
    matrix: compared,
    shortfall: others.shortfall ?? null,
  };
}
