/** What of a manifest counts when the workspace is not trusted: names of built-in profiles, and nothing it brings itself. */
import type { Problem } from '../document/document.ts';
import { suggestion } from '../text/nearest.ts';
import type { Span } from '../text/text.ts';
import type { Layer } from './layer.ts';
import { at, type Resolution } from './resolution.ts';

/** The layer without its own rules, schema, policies and profiles; says so when it had any. */
export function withoutOwn(layer: Layer, resolution: Resolution): Layer {
  const builtin = layer.extends.filter(({ value }) => !isPath(value));
  const { schema, approvals, drift, ...rest } = layer;
  const own = layer.rules.length + layer.ruleFiles.length + layer.extends.length - builtin.length;
  if (schema || own > 0) {
    const message =
      'This workspace is not trusted, so only built-in profiles are used: the rules, schema and profiles that come with the folder are not. Trust the workspace to use them.';
    resolution.report(layer.path, at({ start: 0, end: 0 }, 'untrusted', message, 'info'));
  }
  return { ...rest, extends: builtin, rules: [], ruleFiles: [] };
}

/** Built-in profiles go by names without a dot or a slash. */
export function isPath(extended: string): boolean {
  return /[./\\]/.test(extended);
}

export function unknownBuiltin(name: string, span: Span, names: readonly string[]): Problem {
  const shown = name.length <= 60 ? name : `${name.slice(0, 60)}…`;
  const message = `There is no built-in profile "${shown}".${suggestion(name, names)} Name one of ${names.join(', ')}, or write a path such as ./profiles/own.`;
  return at(span, 'unknown-profile', message);
}
