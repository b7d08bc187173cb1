/** Which environment a document is for, and whether it says the same itself. */
import type { Document } from '../document/document.ts';
import { canonicalEnvironment } from '../profile/environments.ts';
import type { Profile } from '../profile/profile.ts';
import type { Finding } from './finding.ts';
import type { Governance } from './project.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';

/**
 * The manifest's word counts most, then the document's own field, then the file's name; in a file of several YAML
 * documents each one's own field counts first. A field that names nothing known counts last, and as it is spelled.
 */
export function environmentOf(
  byPath: ReadonlyMap<string, Setting>,
  governance: Governance,
  profile: Profile,
  document: Document,
): string | undefined {
  const setting = ownField(byPath, profile);
  const own = environmentNamed(setting, profile);
  const isFirst = governance.isEnvironmentGuessed || hasSeveralDocuments(document);
  const known = isFirst ? (own ?? governance.environment) : (governance.environment ?? own);
  return known ?? spelling(setting);
}

export function environmentFindings(unit: Unit, governance: Governance): Finding[] {
  const { profile } = unit.project;
  const setting = ownField(unit.byPath, profile);
  const own = environmentNamed(setting, profile);
  if (!setting || !own || !governance.environment || own === governance.environment) return [];
  if (governance.isEnvironmentGuessed || hasSeveralDocuments(unit.document)) return [];
  const message =
    `${setting.name} says ${own}, but this file is checked as ${governance.environment}. ` +
    'Correct the value, or the environment that the manifest gives the file.';
  const place = { span: setting.node.span, field: setting.path, related: [] };
  return [{ kind: 'environment', code: 'environment/mismatch', severity: 'error', message, ...place }];
}

function hasSeveralDocuments(document: Document): boolean {
  return document.blocks.length === 0 && document.roots.length > 1;
}

function ownField(byPath: ReadonlyMap<string, Setting>, { environmentField }: Profile): Setting | undefined {
  return environmentField === undefined ? undefined : byPath.get(environmentField.toLowerCase());
}

/** The canonical name for any spelling that the profile knows. */
function environmentNamed(setting: Setting | undefined, { environments }: Profile): string | undefined {
  const name = spelling(setting);
  return name === undefined ? undefined : canonicalEnvironment(name, environments);
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Undefined where the document does not say, or leaves it to a reference. */
function spelling(setting: Setting | undefined): string | undefined {
  if (typeof setting?.value !== 'string' || setting.doubt) return undefined;
  return NAME.test(setting.value) ? setting.value : undefined;
}
