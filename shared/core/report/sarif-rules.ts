/** Describes, for a SARIF log, each rule and each kind of finding that its results name. */
import type { Severity } from '../document/document.ts';
import type { Rule } from '../profile/profile.ts';
import type { Checked } from '../validation/check.ts';
import type { Finding, FindingKind } from '../validation/finding.ts';

export interface Descriptor {
  readonly id: string;
}

export const LEVELS = { critical: 'error', error: 'error', warning: 'warning', info: 'note' } as const;

/** How code-scanning services rank what is about security: of ten. */
const RANKS: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  error: '7.5',
  warning: '5.0',
  info: '2.0',
};

const KINDS: Readonly<Record<Exclude<FindingKind, 'rule'>, string>> = {
  schema: 'The configuration does not satisfy its schema.',
  name: 'A name is probably not the one that was meant.',
  fallback: 'A production configuration leaves fields to their defaults.',
  syntax: 'The text is not what its language asks for.',
  portability: 'The programs that read the file disagree on what it says.',
  security: 'The file says something that is dangerous whatever it configures.',
  waiver: 'A waiver is not in order, so it waives nothing.',
  environment: 'The file says that it is for another environment than the one it is checked for.',
  manifest: 'The manifest or profile has errors, so that not everything was checked.',
  drift: 'The configuration differs from the version that was approved.',
};

/** In the order in which the files name them; each once. */
export function descriptorsOf(
  files: readonly Checked[],
  helpUri: (ruleId: string) => string | undefined = () => undefined,
): Descriptor[] {
  const descriptors = new Map<string, Descriptor>();
  for (const file of files) {
    const rules = new Map(file.governance.project?.profile.rules.map(rule => [rule.id, rule]));
    for (const finding of file.findings) {
      if (descriptors.has(finding.code)) continue;
      const rule = finding.kind === 'rule' ? rules.get(finding.code) : undefined;
      descriptors.set(finding.code, rule ? ofRule(rule, helpUri(rule.id)) : ofKind(finding));
    }
  }
  return [...descriptors.values()];
}

function ofRule(rule: Rule, helpUri: string | undefined): Descriptor {
  const { id, name, severity, frameworks, why, remedy, expected } = rule;
  return {
    id,
    name,
    shortDescription: { text: name },
    fullDescription: { text: `${why} ${remedy}`.trim() || name },
    help: {
      text: `${why}\n\nExpected: ${expected}\n\n${remedy}`.trim() || name,
      markdown: `${why}\n\n**Expected:** ${expected}\n\n${remedy}`.trim() || name,
    },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: ['security', ...frameworks], 'security-severity': RANKS[severity] },
  } as Descriptor;
}

function ofKind({ code, kind, severity }: Finding): Descriptor {
  const text = kind === 'rule' ? code : KINDS[kind];
  return {
    id: code,
    shortDescription: { text },
    help: { text },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [kind] },
  } as Descriptor;
}
