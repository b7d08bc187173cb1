/** Which names of a document hold secrets: by its profile where that knows them, else by the look of name and value. */
import type { Document } from '../shared/core/document/document.ts';
import { looksSecret } from '../shared/core/validation/secret-name.ts';
import { bindSettings } from '../shared/core/validation/settings.ts';
import type { Governed } from './projects.ts';
import type { IsSecret } from './text/secrets.ts';

export function secretsOf(document: Document, governed: Governed | undefined): IsSecret {
  const project = governed?.governance.project;
  if (!project) return looksSecret;
  const { prefix, delimiter } = project.profile;
  const map = governed.governance.map && { map: governed.governance.map };
  const binding = { document, prefix, delimiter, compiled: project.compiled, ...map };
  const settings = document.roots.flatMap(root => bindSettings(root, binding));
  return isSecretBy(settings);
}

/** A list's items have their list's name with a number behind it. */
export function isSecretBy(
  settings: readonly { readonly name: string; readonly secret: boolean }[],
): IsSecret {
  const known = new Map<string, boolean>();
  for (const { name, secret } of settings) known.set(name, secret || known.get(name) === true);
  return (name, value) =>
    known.get(name) ?? known.get(name.replace(/(\.\d+)+$/, '')) ?? looksSecret(name, value);
}
