/** What one manifest or profile file says, before it is merged with what it extends. Located, so that what is wrong with it can be shown there. */
import type { Problem } from '../document/document.ts';
import type { Span } from '../text/text.ts';
import type { JsonSchema, JsonValue, Manifest, Profile, Rule } from './profile.ts';

/** What could be read, and what was wrong with the rest. Never throws for broken input. */
export interface Parsed<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}

export interface Located<Value> {
  readonly value: Value;
  readonly span: Span;
}

/** What a file says of a rule; every part is optional until the rules are merged. */
export type RulePart = Partial<Omit<Rule, 'id' | 'source'>>;

export interface RuleChange {
  readonly id: string;
  /** The file it stands in. */
  readonly path: string;
  /** Of the id. */
  readonly span: Span;
  readonly change: 'off' | RulePart;
  /** Something in its file was wrong and has been said: what is missing because of it need not be. */
  readonly broken?: boolean;
}

/** The settings that are simply replaced by a later layer's. */
export type Settings = Partial<
  Pick<
    Profile,
    'name' | 'title' | 'description' | 'prefix' | 'delimiter' | 'environmentField' | 'fallbacks' | 'detect'
  >
>;

export interface Layer {
  /** Relative to the folder of the manifest that everything starts from. */
  readonly path: string;
  readonly settings: Settings;
  readonly environments: ReadonlyMap<string, readonly string[]>;
  readonly extends: readonly Located<string>[];
  /** A text is a path relative to this file. */
  readonly schema?: Located<JsonSchema | string>;
  readonly approvals?: Located<JsonValue>;
  readonly drift?: Located<JsonValue>;
  /** Folders, files and globs relative to this file. */
  readonly ruleFiles: readonly Located<string>[];
  readonly rules: readonly RuleChange[];
}

export interface ManifestFile {
  readonly manifest: Manifest;
  /** What the manifest says as a profile of its own. */
  readonly layer: Layer;
  /** The fields that `map` names, and where. */
  readonly mapped: readonly Located<string>[];
  /** The environments that `files` names, and where. */
  readonly environments: readonly Located<string>[];
}
