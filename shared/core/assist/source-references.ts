/** Fields and rules from where a manifest, profile, rule file or schema speaks of them, and to there. */
import type { Document } from '../document/document.ts';
import type { Span } from '../text/text.ts';
import type { Project } from '../validation/project.ts';
import { ownReferencesOf } from './own-file.ts';
import { placeOfField, rulePlace } from './schema-place.ts';

export type SourceSubject =
  /** Dotted, as the schema spells them. A place of a schema may describe several, which refer to it. */
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'rule'; readonly rule: string };

/** Undefined where no field and no rule is named or described. `offset`: at the name, or right behind it. */
export function subjectInSource(
  document: Document,
  offset: number,
  project: Project,
): SourceSubject | undefined {
  const holds = (span: Span | undefined): boolean =>
    span !== undefined && span.start <= offset && offset <= span.end;
  const named = ownReferencesOf(document).find(({ span }) => holds(span));
  if (named?.kind === 'rule') return { kind: 'rule', rule: named.rule };
  if (named?.kind === 'field') {
    const fields = fieldsAt(named.field, project);
    return fields.length > 0 ? { kind: 'fields', fields } : undefined;
  }
  const rule = project.profile.rules.find(({ id }) => holds(rulePlace(document.text, id)));
  if (rule) return { kind: 'rule', rule: rule.id };
  const [root] = document.roots;
  const described = pathsOf(project).filter(path => holds(placeOfField(root, path)));
  return described.length > 0
    ? { kind: 'fields', fields: [...new Set(described.flatMap(path => fieldsAt(path, project)))] }
    : undefined;
}

/** Where a file of ours names what is looked for, in source order; not where it describes it. */
export function sourceReferences(document: Document, subject: SourceSubject): readonly Span[] {
  const wanted = subject.kind === 'rule' ? [subject.rule] : subject.fields.map(path => path.toLowerCase());
  return ownReferencesOf(document).flatMap(reference => {
    if (reference.kind === 'rule' && subject.kind === 'rule')
      return wanted.includes(reference.rule) ? [reference.span] : [];
    if (reference.kind === 'field' && subject.kind === 'fields')
      return wanted.includes(reference.field.toLowerCase()) ? [reference.span] : [];
    return [];
  });
}

function pathsOf({ compiled: { fields, groups } }: Project): string[] {
  return [...fields.values(), ...groups.values()].map(({ path }) => path);
}

/** The field of that name; of a group those in it. */
function fieldsAt(path: string, { compiled: { fields } }: Project): string[] {
  const own = fields.get(path.toLowerCase());
  if (own) return [own.path];
  const start = `${path.toLowerCase()}.`;
  return [...fields].filter(([name]) => name.startsWith(start)).map(([, field]) => field.path);
}
