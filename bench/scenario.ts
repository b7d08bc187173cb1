/** What a measurement is made of. */

/** A named series of figures, lower is better; the unit is the last word of the name. */
export type Figures = Readonly<Record<string, number>>;

export interface Setting {
  /** Folder of the built product. */
  readonly product: string;
  /** Folder into which the peers were installed. */
  readonly peers: string;
  /** Folder of the built floors: the least that any tool for the job would have to do. */
  readonly floors: string;
  /** Edits per measurement. */
  readonly edits: number;
  /** Edits after which memory is looked at again. */
  readonly manyEdits: number;
  /** Files of the workspace that is checked whole. */
  readonly files: number;
}

export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
  /** Answers to workspace/configuration, for a server that needs them. */
  readonly settings?: (folder: string) => Readonly<Record<string, unknown>>;
  /** It is not run: these are limits that were set. */
  readonly limits?: Figures;
}

export interface Scenario {
  readonly name: string;
  /** Left out of a quick run. */
  readonly isSlow?: boolean;
  /** The ratio that each figure may have at most; figures without one are for information. */
  readonly targets?: Figures;
  /** Why a target may be out of reach: stands below the table when it is. A sentence. */
  readonly whyMissed?: string;
  /** Ours first, then what it is measured against. */
  contestants(setting: Setting): readonly Contestant[];
  /** Writes the files once, before all rounds, and does what has been done before somebody waits. */
  prepare(folder: string, setting: Setting): void | Promise<void>;
  /** One round of one contestant, in a process of its own. Throws when an answer is wrong: a wrong answer has no time. */
  measure(contestant: Contestant, folder: string, setting: Setting): Promise<Figures>;
}

/** What a process of its own does: the files once, or one round of one contestant. */
export interface Part {
  readonly scenario: string;
  /** Null: writes the files. */
  readonly contestant: string | null;
  readonly folder: string;
  /** Where the product keeps what is the person's: empty before the first part of a scenario. */
  readonly home: string;
  readonly setting: Setting;
}

/** What that process prints. */
export type Answer = { readonly figures: Figures } | { readonly error: string };

/** Limits in place of a contestant. */
export function limits(name: string, figures: Figures): Contestant {
  return { name, command: [], limits: figures };
}
