/**
 * What can be done with the ledger of one folder, as the editor's server and the command line ask for it: plain data in,
 * plain data out. Who acts is the identity that is chosen on this machine.
 */
import type { Span, TextEdit } from '../../core/text/text.ts';
import type { Checked } from '../../core/validation/check.ts';
import type { Finding } from '../../core/validation/finding.ts';
import type {
  EventDetail,
  LedgerStatus,
  Page,
  ShownEvent,
  ShownIdentity,
  SyncReport,
  VerifyReport,
} from '../../core/workflow/shown/ledger.ts';
import type { MemberResult, NewMember, ShownMembers } from '../../core/workflow/shown/members.ts';
import type {
  PolicyChange,
  PolicyPreview,
  PolicyResult,
  PolicyWish,
} from '../../core/workflow/shown/policy.ts';
import type {
  Preview,
  RequestDetail,
  RollbackPreview,
  RollbackResult,
  ShownRequest,
} from '../../core/workflow/shown/request.ts';
import type {
  Comparison,
  FieldDifference,
  FileBeside,
  ShownDrift,
  ShownVersion,
  Side,
} from '../../core/workflow/shown/version.ts';
import type {
  EventFilter,
  NewIdentity,
  NewLedger,
  NewVersion,
  PageWish,
  RequestFilter,
  RequestWish,
  RollbackTarget,
  RollbackWish,
  VersionName,
} from '../../core/workflow/shown/wishes.ts';
import type { Environment } from '../environment.ts';
import type { Workspace } from '../workspace.ts';

/** A refusal of the ledger's rules, or a failure of git, keys or disk. */
export interface Failure {
  /** Stable, for programs. */
  readonly code: string;
  /** What, why, what to do; never a secret. */
  readonly message: string;
}

export type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | ({ readonly ok: false } & Failure);

type Answer<Value> = Promise<Outcome<Value>>;

/** What the service is handed by who opens it. */
export interface Surroundings {
  /** Absolute folder of the manifest. */
  readonly folder: string;
  /** As it is now: open documents count before the disk. Asked for anew each time, since trust and folders change. */
  workspace(): Workspace;
  now(): Date;
  readonly environment: Environment;
  /** The name of the identity that acts; undefined: the one in use. */
  readonly identity?: string | undefined;
  /** Whether somebody can be asked for a passphrase at a terminal. */
  readonly terminal: boolean;
  /** Told in a sentence what became of files that a crash had left between the ledger and the folder. */
  readonly onRecovered?: ((message: string) => void) | undefined;
}

/** Reads nothing before it is asked. */
export type OpenWorkflow = (surroundings: Surroundings) => WorkflowService;

export interface WorkflowService
  extends LedgerService,
    VersionService,
    RequestService,
    PolicyService,
    MemberService {
  /**
   * What a file of this folder is measured against; undefined: no version has it and its environment has none, or the
   * folder has no ledger. The same object until version, policy, rules or the reader's key change.
   */
  baselineOf(absolutePath: string): Answer<Baseline | undefined>;
  /** Of an environment's files from its active version: what the editor reports of each of them, open or not. */
  driftOf(environment: string): Answer<readonly ShownDrift[]>;
  /** Of every environment that has a version. */
  activeVersions(): Answer<readonly ShownVersion[]>;
  /** Called after each change of the ledger, its alarms or the identity, by whatever process. Returns what ends it. */
  onDidChange(listener: () => void): () => void;
  close(): Promise<void>;
}

/** One file of the active version, ready to be compared with the file as it is being typed. */
export interface Baseline {
  readonly version: ShownVersion;
  /** Of the file, in order of the fields. Pure and quick: it is called for every check. */
  driftOf(checked: Checked): readonly MeasuredDrift[];
  /** Of a file that is gone, or is there and governed by nothing; none where the version does not have it. */
  driftOfLost(isThere: boolean): readonly MeasuredDrift[];
  /** Edits of the text that was checked which give a field its approved value. That may be a secret. None: it cannot be done. */
  revert(checked: Checked, key: string): Answer<readonly TextEdit[]>;
  /** The approved text without its secrets, and where each of them was. */
  text(checked: Checked): {
    readonly text: string;
    /** In order. `same`: where the checked text has the same secret; null where it has another, or none. */
    readonly cuts: readonly { readonly at: number; readonly same: Span | null }[];
  };
}

export interface MeasuredDrift {
  /** Null: the whole file. `key`: which difference it is, for `revert`, since a field may differ at several places. */
  readonly field: { readonly path: string; readonly key: string } | null;
  /** What the editor shows, in the document. */
  readonly finding: Finding;
  /** A digest: the same for the same difference from the same version. No value can be told from it. */
  readonly difference: string;
}

export interface Integrity {
  /** How many files it has. */
  readonly files: number;
  /** `unread`: encrypted to others, or not there. */
  readonly secrets: 'none' | 'read' | 'unread';
  /** What is wrong; null when nothing is. */
  readonly problem: string | null;
}

export interface CoveredFile {
  readonly side: Side;
  readonly path: string;
  readonly beside?: FileBeside | undefined;
}

export interface LedgerService {
  /** Undefined: the folder has no ledger yet. */
  status(): Answer<LedgerStatus | undefined>;
  /** Makes the ledger, and pins its genesis in the manifest. */
  initialise(wish: NewLedger): Answer<LedgerStatus>;
  /** Newest first. `before` is a `seq`. */
  events(filter: EventFilter): Answer<Page<ShownEvent>>;
  event(seq: number): Answer<EventDetail>;
  /**
   * `progress` is told how many events of how many are done. `deep`: what events say of their contents is computed anew,
   * where they were checked by today's rules.
   */
  verify(work: Work & { readonly deep?: boolean | undefined }): Answer<VerifyReport>;
  /** Nothing is pushed before it has been turned on. */
  setSync(isOn: boolean): Answer<LedgerStatus>;
  sync(work: Work): Answer<SyncReport>;
  /** Takes a remote as it is now that no longer has what it had, and settles the alarm about that. */
  acceptRemote(settlement: Settlement, work: Work): Answer<SyncReport>;
  acknowledgeAlarm(settlement: Settlement): Answer<LedgerStatus>;
  /** Says which history the ledger is from now on, and settles the alarm about that. The other one is kept as evidence. */
  settleHistory(settlement: Settlement & { readonly keep: 'remembered' | 'current' }): Answer<LedgerStatus>;
  identities(): Answer<readonly ShownIdentity[]>;
  useIdentity(name: string): Answer<ShownIdentity>;
  createIdentity(wish: NewIdentity): Answer<ShownIdentity>;
}

export interface Settlement {
  /** Of the alarm. */
  readonly id: string;
  /** What it was, and what was done: kept with the alarm. */
  readonly note: string;
}

export interface Work {
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
}

export interface VersionService {
  /** Newest first. `before` is a version's number. */
  versions(filter: PageWish & { readonly environment: string }): Answer<Page<ShownVersion>>;
  /** From its parent. */
  changesOf(version: VersionName): Answer<readonly FieldDifference[]>;
  compare(sides: { readonly left: Side; readonly right: Side }): Answer<Comparison>;
  /** Environments that files of the folder are for and that have no version yet, by name. */
  unversionedEnvironments(): Answer<readonly string[]>;
  /**
   * One file with each secret as `••••`, those of what it is shown beside as well, and marked where it is another one than in
   * the older file; undefined when the side has no such file.
   */
  coveredText(file: CoveredFile): Answer<string | undefined>;
  /** Of an environment's first version. */
  previewVersion(environment: string): Answer<Preview>;
  createVersion(wish: NewVersion): Answer<ShownVersion>;
  tag(wish: VersionName & { readonly tag: string }): Answer<ShownVersion>;
  deprecate(wish: VersionName & { readonly reason: string }): Answer<ShownVersion>;
  /** Reads its texts and secrets again. `record`: what was found goes into the ledger, and marks the version. */
  checkIntegrity(wish: VersionName & { readonly record: boolean }): Answer<Integrity>;
  /**
   * Notes in the ledger that the files differ from the active version, and in which fields. False: they do not, or that was
   * the last thing to be noted.
   */
  recordDrift(environment: string): Answer<boolean>;
  /**
   * The files to be written somewhere: as they were, or each secret as `••••` unless `reveals`. Refused as `unmapped-file`
   * where the manifest does not map all of them to the environment any more.
   */
  textsOf(
    wish: VersionName & { readonly reveals: boolean },
  ): Answer<readonly { readonly path: string; readonly text: string }[]>;
  previewRollback(target: RollbackTarget): Answer<RollbackPreview>;
  rollback(wish: RollbackWish): Answer<RollbackResult>;
}

export interface RequestService {
  /** Those that wait for me first, then the newest first. `before` is an offset into that order. */
  requests(filter: RequestFilter): Answer<Page<ShownRequest>>;
  request(id: string): Answer<RequestDetail>;
  /** Of a change to what the working files have now. */
  previewRequest(environment: string): Answer<Preview>;
  fileRequest(wish: RequestWish): Answer<RequestDetail>;
  /** The working files as they are now in place of what was asked for; approvals are void. */
  editRequest(wish: RequestWish & { readonly id: string }): Answer<RequestDetail>;
  /** `digest`: of what the person has seen. */
  approve(wish: {
    readonly id: string;
    readonly digest: string;
    readonly comment: string;
  }): Answer<RequestDetail>;
  reject(wish: { readonly id: string; readonly reason: string }): Answer<RequestDetail>;
  emergencyApprove(wish: {
    readonly id: string;
    readonly digest: string;
    readonly reason: string;
    /** The environment's name, written by the person and not filled in for them. */
    readonly confirmation: string;
  }): Answer<RequestDetail>;
  cancel(wish: { readonly id: string; readonly reason: string }): Answer<RequestDetail>;
  /** Pays what an emergency approval owes. */
  review(wish: { readonly id: string; readonly finding: string }): Answer<RequestDetail>;
  /**
   * Writes the files, makes the version, moves the baseline. Null: it was a change of the policy, which is in force now.
   * Refused as `files-changed` where a text would be lost that is in no version and no request, unless `overwrites`.
   */
  apply(id: string, options?: { readonly overwrites: boolean }): Answer<ShownVersion | null>;
}

export interface MemberService {
  members(): Answer<ShownMembers>;
  /** A request where the policy in force asks for the approval of others, else at once. */
  addMember(wish: NewMember): Answer<MemberResult>;
  removeMember(principal: string): Answer<MemberResult>;
}

export interface PolicyService {
  previewPolicy(change: PolicyChange): Answer<PolicyPreview>;
  /** A request where the policy in force asks for the approval of others, else at once. */
  changePolicy(wish: PolicyWish): Answer<PolicyResult>;
}
