/**
 * What a profile and a manifest are once they have been read: plain data, the built-in ones and a team's own alike.
 * The files' own shape is described, field by field, by the JSON Schemas in `schemas/`.
 */
import type { DialectName } from '../document/dialect.ts';
import type { Severity } from '../document/document.ts';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** JSON Schema 2020-12 with our keywords (`secret`, `unit`, `notOneOf`, `minEntropy`, `letterCase`, …). */
export type JsonSchema = boolean | { readonly [keyword: string]: JsonValue };

/** What checks a document: a schema of fields, rules over them, and the policies of later steps, as data. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** What every environment variable of ours begins with; empty: all variables are ours. */
  readonly prefix: string;
  /** What separates the parts of a field's path in an environment variable's name; empty: names do not nest. */
  readonly delimiter: string;
  /** The field whose value names the document's environment, when nothing else does. */
  readonly environmentField?: string;
  /** Each environment's name → other spellings of it in file names and captures (`prod` → `production`). */
  readonly environments: ReadonlyMap<string, readonly string[]>;
  /** Severity of the finding for a production document that leaves fields to their defaults. */
  readonly fallbacks: 'warning' | 'error' | 'off';
  /** Absent: fields are not known beforehand, and none is unknown. */
  readonly schema?: JsonSchema;
  readonly rules: readonly Rule[];
  /** Who approves which change. Read by the approval workflow. */
  readonly approvals?: JsonValue;
  /** Which differences from the approved version matter. Read by drift detection. */
  readonly drift?: JsonValue;
  /** Built-in profiles: what makes an `.env` file of a folder without manifest theirs. */
  readonly detect?: { readonly prefix: string };
}

export interface Rule {
  /** `SEC_001`: stable, what waivers and overrides name. */
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  /** `GDPR`, `SOC2`, `ISO27001`, … */
  readonly frameworks: readonly string[];
  /** Environments in which the rule applies; empty: all. */
  readonly environments: readonly string[];
  /** Dotted paths or globs over them (`*` within a part, `**` across parts), any case; `$` is the whole document. */
  readonly fields: readonly string[];
  /** What the field's effective value satisfies. A path without glob that has no value violates the rule. */
  readonly must: JsonSchema;
  /** One sentence, what is wrong; `{field}` stands for the field as the document spells it. */
  readonly message: string;
  /** What can happen otherwise. */
  readonly why: string;
  /** What to do. */
  readonly remedy: string;
  /** What is expected, in words, for the report. */
  readonly expected: string;
  /** A value that is safe to put in, or the name of a fix that computes one. */
  readonly fix?: { readonly value: JsonValue } | { readonly action: string };
  /** Whether a waiver takes the rule out of the score. */
  readonly waivable: boolean;
  readonly examples: { readonly valid: readonly Example[]; readonly invalid: readonly Example[] };
  /** Where the rule is written: `builtin:voicehive/rules/SEC_001.yaml`, or a path relative to the manifest's folder. */
  readonly source: string;
}

/** Dotted field → value; a field that is not named is left out of the document. */
export type Example = { readonly [field: string]: JsonValue };

/** `secure-config.yaml`: which profile governs which files of a folder, and the exceptions. */
export interface Manifest {
  readonly extends: readonly string[];
  readonly files: readonly FilePattern[];
  readonly waivers: readonly Waiver[];
  /** Where the approved versions are kept. Read by the ledger. */
  readonly ledger?: LedgerSettings;
}

export interface LedgerSettings {
  /** UUID. */
  readonly id: string;
  /** `sha256:` + hex of the first event, pinned. */
  readonly genesis?: string;
  /** A git remote's name or URL; absent: the folder's own. */
  readonly remote?: string;
  /** Full name of the git ref. */
  readonly ref: string;
}

export interface FilePattern {
  /** Relative to the manifest's folder, `/` between parts; `{environment}` captures. */
  readonly match: string;
  readonly environment?: string;
  /** The first governs how a dotenv file is read; the rest are compared with it. Empty: detected in the folder. */
  readonly dialects: readonly DialectName[];
  /** Path in the file (dotted, or a variable's name) → field or group. Paths that are not named are not ours. */
  readonly map?: ReadonlyMap<string, string>;
}

/** A reasoned, expiring exception to a rule. */
export interface Waiver {
  readonly rule: string;
  /** Globs over paths; empty: every file the manifest governs. An inline waiver governs its own file. */
  readonly files: readonly string[];
  /** The last day on which the waiver holds (UTC), `YYYY-MM-DD` when it is in order; as written otherwise. */
  readonly until?: string;
  readonly reason?: string;
  readonly origin: WaiverOrigin;
}

export interface WaiverOrigin {
  readonly path: string;
  readonly span: { readonly start: number; readonly end: number };
}
