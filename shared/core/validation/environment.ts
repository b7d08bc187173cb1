/** Which environment a document is for, and whether it says the same itself. */
import type { Document } from '../document/document.ts';
import { canonicalEnvironment } from '../profile/environments.ts';
import type { Profile } from '../profile/profile.ts';
import type { Finding } from './finding.ts';
import type { Governance } from './project.ts';
import type { Setting } from './settings.ts';
import type { Unit } from './unit.ts';

/** In a file of several YAML documents each one's own field counts first, and wherever nobody has said another. */
export function environmentOf(
  byPath: ReadonlyMap<string, Setting>,
  governance: Governance,
  profile: Profile,
  document: Document,
): string | undefined {
  const own = environmentNamed(ownField(byPath, profile), profile);
  if (governance.isEnvironmentGuessed || hasSeveralDocuments(document)) return own ?? governance.environment;
  return governance.environment ?? own;
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
  if (typeof setting?.value !== 'string' || setting.doubt) return undefined;
  return canonicalEnvironment(setting.value, environments);
}
