/** `secure-config diff`: how the files differ from what was approved, or two versions or environments from each other. */
import type { ShownDrift, Side } from '../../shared/core/workflow/shown/version.ts';
import type { WorkflowService } from '../../shared/node/workflow/service.ts';
import { type Arguments, wrongUse } from '../arguments.ts';
import { type Command, CommandFailure, type ExitCode } from '../command.ts';
import type { Io } from '../io.ts';
import { page } from '../ledger/words.ts';
import { SEVERITY_LOOK } from '../text/style.ts';
import { visibleText } from '../text/width.ts';
import { changesText } from '../workflow/changes-text.ts';
import { orStop, printJson, withWorkflow } from '../workflow/here.ts';
import { LOOK_OPTIONS, positional } from '../workflow/options.ts';

export const command: Command = {
  name: 'diff',
  summary: 'compare the files with the approved version, or versions and environments with each other',
  positionals: '<environment>[@version] [environment[@version]]',
  description:
    'With one environment: its files as they are now beside its active version. With two names, one beside the other; a name ' +
    'without @ stands for the files as they are now, production@v3 for a version, production@ for the active one. Fields are ' +
    'compared by value: quotes, blanks, comments and order make no difference. Secrets are compared, and never printed. ' +
    'With one environment it names what counts as drift, too, as the editor does. Ends with 1 when something differs.',
  options: {
    record: {
      type: 'boolean',
      help: 'with one environment: note in the ledger that it has drifted, unless that was noted last',
    },
    ...LOOK_OPTIONS,
  },
  examples: [
    ['diff production', 'what somebody changed since the last approval'],
    ['diff production@v2 production@v5', 'two versions'],
    ['diff staging production', 'two environments'],
  ],
  maxPositionals: 2,
  run,
};

function run(given: Arguments, io: Io): Promise<ExitCode> {
  const first = positional(given, 0, 'the environment', command);
  return withWorkflow(given, io, async service => {
    const isRecorded = given.flag('record') === true;
    if (isRecorded && (given.positionals.length > 1 || first.includes('@')))
      throw wrongUse(command, ONE_ONLY);
    const [left, right] = await sidesOf(service, first, given.positionals[1]);
    const { changes, unknown, files } = await orStop(service.compare({ left, right }));
    const isDrift = given.positionals.length === 1 && !first.includes('@');
    const drift = isDrift ? await orStop(service.driftOf(first)) : [];
    if (given.text('format') === 'json') printJson(io, { left, right, changes, unknown, files, drift });
    else {
      const differences = textOf(changes, unknown, files, io);
      io.out(page(`${nameOf(left)} → ${nameOf(right)}`, ...differences, ...driftText(drift, io)));
    }
    if (isRecorded && (await orStop(service.recordDrift(first)))) io.err('Noted in the ledger.\n');
    return changes.length + drift.length > 0 ? 1 : 0;
  });
}

const ONE_ONLY = '--record is for the files of one environment.';

type Compared = Exclude<Side, { readonly kind: 'request' }>;

async function sidesOf(
  service: WorkflowService,
  first: string,
  second: string | undefined,
): Promise<[Compared, Compared]> {
  if (second !== undefined) return [await sideOf(service, first), await sideOf(service, second)];
  if (first.includes('@')) {
    const [environment = ''] = first.split('@');
    return [await sideOf(service, first), { kind: 'working', environment }];
  }
  return [await sideOf(service, `${first}@`), { kind: 'working', environment: first }];
}

async function sideOf(service: WorkflowService, name: string): Promise<Compared> {
  const [, environment = '', version] = /^([^@]+)(?:@(v?\d*))?$/i.exec(name) ?? [];
  if (environment === '') throw wrongUse(command, `${name} is neither an environment nor a version of one.`);
  if (version === undefined) return { kind: 'working', environment };
  const digits = version.replace(/^v/i, '');
  if (digits !== '') return { kind: 'version', environment, number: Number(digits) };
  const status = await orStop(service.status());
  const active = status?.environments.find(each => each.name === environment)?.active;
  if (active !== undefined) return { kind: 'version', environment, number: active };
  throw new CommandFailure(
    `${environment} has no version yet. secure-config version create ${environment} makes the first.`,
    3,
  );
}

function nameOf(side: Compared): string {
  return side.kind === 'working' ? `${side.environment} (files)` : `${side.environment} v${side.number}`;
}

/** Each by the code and severity that the editor has for it. */
function driftText(drift: readonly ShownDrift[], { style }: Io): string[] {
  const lines = drift.map(({ severity, code, path, field, message }) => {
    const what = field === null ? message : `${path}: ${field}`;
    return `  ${style(SEVERITY_LOOK[severity], `! ${severity} ${code}`)}  ${visibleText(what)}`;
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function textOf(
  changes: Parameters<typeof changesText>[0],
  unknown: readonly string[],
  files: readonly { readonly path: string; readonly change: string }[],
  io: Io,
): string[] {
  const untold = unknown.map(
    field => `  ? ${field}: a secret, and whether it is the same cannot be told here`,
  );
  if (changes.length + untold.length > 0) return [...changesText(changes, io), ...untold];
  const respelled = files.filter(({ change }) => change !== 'same').map(({ path }) => path);
  return respelled.length === 0
    ? ['  No difference.']
    : [`  No field differs; ${respelled.join(', ')} is written otherwise.`];
}
