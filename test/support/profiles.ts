/** Resolves manifests from files that only exist in a test. */

import { EMPTY_PROFILE } from '../../shared/core/profile/merge.ts';
import type { Profile, Rule } from '../../shared/core/profile/profile.ts';
import type { ResolveHost } from '../../shared/core/profile/resolution.ts';
import { resolveManifest } from '../../shared/core/profile/resolve.ts';
import { joinPath } from '../../shared/core/text/path.ts';

export const MANIFEST = 'secure-config.yaml';

export function ruleOf(id: string, more: Partial<Rule> = {}): Rule {
  return {
    id,
    name: id,
    severity: 'critical',
    frameworks: [],
    environments: [],
    fields: ['a'],
    must: true,
    message: 'm',
    why: '',
    remedy: '',
    expected: '',
    waivable: false,
    examples: { valid: [], invalid: [] },
    source: `builtin:base/rules/${id}.yaml`,
    ...more,
  };
}

/** A built-in profile named `base` with the rules A_1 and A_2. */
export const BASE: Profile = {
  ...EMPTY_PROFILE,
  name: 'base',
  prefix: 'BASE_',
  delimiter: '__',
  environmentField: 'environment',
  schema: {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'string' }, g: { properties: { x: true } } },
  },
  rules: [ruleOf('A_1'), ruleOf('A_2')],
};

export interface Files {
  readonly [path: string]: string;
}

export function hostOf(files: Files, options: Partial<ResolveHost> = {}): ResolveHost {
  return {
    read: async path =>
      Object.hasOwn(files, path) ? { text: files[path] ?? '' } : { reason: 'There is no such file.' },
    list: async folder => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const inside = Object.keys(files).filter(
        path => path.startsWith(prefix) && joinPath('', path, 9) !== undefined,
      );
      return inside.length > 0 ? inside.map(path => path.slice(prefix.length)) : undefined;
    },
    builtin: name => (name === 'base' ? BASE : undefined),
    builtinNames: ['base'],
    outward: 0,
    trusted: true,
    ...options,
  };
}

/** Of a manifest and the files beside it; `problems` as `path: code`, with the text that each is shown at. */
export async function resolve(files: Files, options: Partial<ResolveHost> = {}) {
  const resolved = await resolveManifest(files[MANIFEST] ?? '', MANIFEST, hostOf(files, options));
  const problems = [...resolved.problems].flatMap(([path, found]) =>
    found.map(({ code, span }) => ({
      path,
      code: code.replace('manifest/', ''),
      at: (files[path] ?? '').slice(span.start, span.end),
    })),
  );
  return { ...resolved, said: problems };
}
