/** Tells which programs read a folder's dotenv files, and names those whose way of reading is not known here. */
import { DIALECTS, type DialectName } from '../document/dialect.ts';
import { baseNameOf } from '../text/path.ts';
import { dialectsFrom, isEvidence } from './detect-dialects.ts';
import type { InferenceInput } from './infer.ts';
import { type ComposeFile, isComposeFile, namesFile, readsFile } from './infer-compose.ts';

export interface Readers {
  /** Who reads a dotenv file; empty when nothing tells. */
  of(path: string, isTemplate: boolean): readonly DialectName[];
  /** Whether they leave `${NAME}` as it stands. */
  keepReferences(path: string, isTemplate: boolean): boolean;
  readonly notes: readonly string[];
}

/** Dialects without references; the first is how a file is read that nothing tells of. */
const WITHOUT_REFERENCES: readonly DialectName[] = ['dotenv', 'node', 'docker-run', 'systemd'];

/** Frameworks that bring a reader along. */
const FRAMEWORKS: readonly { readonly file: RegExp; readonly text: RegExp; readonly dialect: DialectName }[] =
  [
    {
      file: /^package\.json$/,
      text: /"(?:next|vite|react-scripts|astro|@sveltejs\/kit)"\s*:/,
      dialect: 'dotenv-expand',
    },
    {
      file: /^package\.json$/,
      text: /"(?:@nestjs\/config|nuxt|dotenv-flow|dotenv-cli|env-cmd|dotenv-safe)"\s*:/,
      dialect: 'dotenv',
    },
    {
      file: /^(?:requirements.*\.txt|pyproject\.toml|Pipfile)$/,
      text: /\benvirons\b/,
      dialect: 'python-dotenv',
    },
  ];

/** Readers of which no dialect is known here. */
const OTHERS: readonly { readonly file: RegExp; readonly text: RegExp; readonly reader: string }[] = [
  {
    file: /^composer\.json$/,
    text: /"(?:vlucas\/phpdotenv|laravel\/framework)"\s*:/,
    reader: 'PHP’s phpdotenv',
  },
  { file: /^composer\.json$/, text: /"symfony\/(?:dotenv|runtime)"\s*:/, reader: 'Symfony’s Dotenv' },
  { file: /^go\.mod$/, text: /\bjoho\/godotenv\b/, reader: 'Go’s godotenv' },
  {
    file: /^(?:requirements.*\.txt|pyproject\.toml|Pipfile)$/,
    text: /\bdjango-environ\b/,
    reader: 'django-environ',
  },
  {
    file: /^(?:requirements.*\.txt|pyproject\.toml|Pipfile)$/,
    text: /\bpython-decouple\b/,
    reader: 'python-decouple',
  },
  { file: /^Cargo\.toml$/, text: /^\s*dotenvy?\s*=/m, reader: 'Rust’s dotenvy' },
];

/** Whether a file of this name is worth reading to set up a folder. */
export function isSetUpEvidence(name: string): boolean {
  return isEvidence(name) || /^(?:composer\.json|go\.mod|Cargo\.toml)$/.test(name);
}

/** `inputs`: of one folder that is set up. `compose`: also of the folders around it, paths relative to this one. */
export function inferReaders(inputs: readonly InferenceInput[], compose: readonly ComposeFile[]): Readers {
  const evidence = inputs.filter(({ path }) => isSetUpEvidence(baseNameOf(path)) && !isComposeFile(path));
  const own = ownReaders(evidence);
  const others = OTHERS.filter(({ file, text }) => has(evidence, file, text)).map(({ reader }) => reader);
  const isByCompose = (path: string, isTemplate: boolean): boolean =>
    compose.some(each => isTemplate || saysNothing(each) || readsFile(each, path));
  const of = (path: string, isTemplate: boolean): readonly DialectName[] =>
    isByCompose(path, isTemplate) ? inOrder([...own, 'compose']) : own;
  return {
    of,
    keepReferences: (path, isTemplate) => WITHOUT_REFERENCES.includes(of(path, isTemplate)[0] ?? 'dotenv'),
    notes: readerNotes([...own, ...(compose.length > 0 ? ['compose'] : [])], others),
  };
}

function ownReaders(evidence: readonly InferenceInput[]): readonly DialectName[] {
  const found = dialectsFrom(evidence.map(({ path, text }) => ({ name: baseNameOf(path), text })));
  const framework = FRAMEWORKS.find(({ file, text }) => has(evidence, file, text));
  const knowsApplication = found.some(name => !['systemd', 'bash', 'docker-run'].includes(name));
  return framework && !knowsApplication ? inOrder([framework.dialect, ...found]) : found;
}

function has(evidence: readonly InferenceInput[], file: RegExp, text: RegExp): boolean {
  return evidence.some(input => file.test(baseNameOf(input.path)) && text.test(input.text));
}

/** A Compose file that names no file is run with `--env-file`, or reads `.env`: it may read any of them. */
function saysNothing({ envFiles }: ComposeFile): boolean {
  return envFiles.length === 0;
}

function inOrder(names: readonly DialectName[]): readonly DialectName[] {
  const last = ['compose', 'docker-run', 'systemd', 'bash'];
  return [...new Set(names)].sort(
    (a, b) => last.indexOf(a) - last.indexOf(b) || DIALECTS.indexOf(a) - DIALECTS.indexOf(b),
  );
}

function readerNotes(names: readonly string[], others: readonly string[]): string[] {
  const [other] = others;
  if (names.length === 0) {
    return other === undefined
      ? [
          'Nothing here tells which program reads the .env files, so they are read as Node’s dotenv does. Name them in dialects.',
        ]
      : [
          `${other} reads the .env files here. How exactly is not known, so they are read as Node’s dotenv does.`,
        ];
  }
  return [
    `Who reads the .env files was told from the other files: ${names.join(', ')}.`,
    ...others.map(each => `${each} may read them, too; what only it reads differently is not found.`),
  ];
}

/** The environment that Compose files give a dotenv file by their own names, when they agree. */
export function environmentByCompose(path: string, compose: readonly ComposeFile[]): string | undefined {
  const naming = compose.filter(each => namesFile(each, path));
  const [first] = naming;
  const agree = naming.every(({ environment }) => environment === first?.environment);
  return agree ? first?.environment : undefined;
}

/** Of all Compose files, those that stand in this folder or above it, with paths as seen from it. */
export function composeSeenFrom(folder: string, compose: readonly ComposeFile[]): ComposeFile[] {
  if (folder === '') return [...compose];
  const inside = (path: string): string | undefined =>
    path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
  return compose.flatMap(each => {
    const envFiles = each.envFiles.flatMap(path => inside(path) ?? []);
    const path = inside(each.path);
    if (path !== undefined) return [{ ...each, path, envFiles }];
    return envFiles.length > 0 ? [{ ...each, path: `../${baseNameOf(each.path)}`, envFiles }] : [];
  });
}
