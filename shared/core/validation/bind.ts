/** Binds one document of a file to its project: settings, values, environment. */
import type { Document, Node } from '../document/document.ts';
import { environmentOf } from './environment.ts';
import { groupOf } from './missing.ts';
import type { Governance, Project } from './project.ts';
import { bindSettings } from './settings.ts';
import type { Unit } from './unit.ts';
import { buildValues, omittedDefaults, withDefaults } from './values.ts';

export interface BindingContext {
  readonly document: Document;
  readonly governance: Governance;
  readonly project: Project;
}

/** `root`: undefined for a file with nothing in it, which still lacks all that is required. */
export function bindUnit(root: Node | undefined, { document, governance, project }: BindingContext): Unit {
  const { profile, compiled } = project;
  const map = governance.map && { map: governance.map };
  const settings = bindSettings(root, { ...profile, document, compiled, ...map });
  const byPath = new Map(settings.map(setting => [setting.path.toLowerCase(), setting]));
  const values = buildValues(settings);
  const omitted = omittedDefaults(values.tree, compiled);
  return {
    document,
    project,
    compiled,
    dialect: governance.dialects[0] ?? 'dotenv',
    root: root?.kind === 'map' ? root : undefined,
    environment: environmentOf(byPath, governance, profile, document),
    settings,
    byPath,
    lastOfGroup: new Map(settings.map(setting => [groupOf(setting.path), setting])),
    values,
    omitted,
    effective: withDefaults(values.tree, omitted),
    ...map,
  };
}
