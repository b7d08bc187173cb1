/**
 * Messages about ledgers, versions and change requests. Each request names the folder whose manifest names the ledger; a
 * refusal is an error whose message is for the person and whose `data` is `{ code }`. No secret is in any of them.
 */
import type { Severity } from '../core/document/document.ts';
import type { Range } from '../core/text/text.ts';
import type {
  EventDetail,
  LedgerAlarm,
  LedgerStatus,
  Page,
  ShownEvent,
  ShownIdentity,
  SyncReport,
  VerifyReport,
} from '../core/workflow/shown/ledger.ts';
import type { MemberResult, NewMember, ShownMembers } from '../core/workflow/shown/members.ts';
import type { PolicyChange, PolicyPreview, PolicyResult, PolicyWish } from '../core/workflow/shown/policy.ts';
import type {
  Preview,
  RequestDetail,
  RollbackPreview,
  RollbackResult,
  ShownRequest,
} from '../core/workflow/shown/request.ts';
import type {
  Assessment,
  ComparedFile,
  Comparison,
  FieldDifference,
  FileBeside,
  RollbackReason,
  ShownFinding,
  ShownVersion,
  Side,
  TextChange,
} from '../core/workflow/shown/version.ts';
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
} from '../core/workflow/shown/wishes.ts';

interface InFolder {
  readonly folderUri: string;
}

type Ask<Params, Result> = { params: InFolder & Params; result: Result };
/** Reports work-done progress; can be cancelled. */
type Work<Params, Result> = Ask<Params & { readonly workDoneToken?: string | number }, Result>;
type Nothing = Readonly<Record<never, never>>;

export interface LedgerRequests {
  /** Every folder of the workspace that has a manifest, by path. */
  'secureConfig/ledgers': { params: null; result: readonly LedgerFolder[] };
  'secureConfig/initialiseLedger': Ask<NewLedger, LedgerStatus>;
  'secureConfig/ledgerEvents': Ask<EventFilter, Page<ShownEvent>>;
  'secureConfig/ledgerEvent': Ask<{ readonly seq: number }, EventDetail>;
  'secureConfig/verifyLedger': Work<{ readonly deep?: boolean }, VerifyReport>;
  'secureConfig/setSync': Ask<{ readonly isOn: boolean }, LedgerStatus>;
  'secureConfig/syncLedger': Work<Nothing, SyncReport>;
  /** Takes a remote that was rewritten or removed as it is now, and settles the alarm about that. */
  'secureConfig/acceptRemote': Work<{ readonly id: string; readonly note: string }, SyncReport>;
  'secureConfig/acknowledgeAlarm': Ask<{ readonly id: string; readonly note: string }, LedgerStatus>;
  /** Says which history the ledger is from now on, and settles the alarm about that. */
  'secureConfig/settleHistory': Ask<
    { readonly id: string; readonly note: string; readonly keep: 'remembered' | 'current' },
    LedgerStatus
  >;

  'secureConfig/identities': Ask<Nothing, readonly ShownIdentity[]>;
  'secureConfig/useIdentity': Ask<{ readonly name: string }, ShownIdentity>;
  'secureConfig/createIdentity': Ask<NewIdentity, ShownIdentity>;

  'secureConfig/versions': Ask<PageWish & { readonly environment: string }, Page<ShownVersion>>;
  'secureConfig/versionChanges': Ask<VersionName, readonly FieldDifference[]>;
  'secureConfig/compare': Ask<{ readonly left: Side; readonly right: Side }, Comparison>;
  /** Secrets are covered, those of what it is shown beside as well; null when there is no such file. */
  'secureConfig/coveredText': Ask<
    { readonly side: Side; readonly path: string; readonly beside?: FileBeside | undefined },
    string | null
  >;
  /** Environments that files are for and that have no version yet. */
  'secureConfig/unversionedEnvironments': Ask<Nothing, readonly string[]>;
  'secureConfig/previewVersion': Ask<{ readonly environment: string }, Preview>;
  'secureConfig/createVersion': Ask<NewVersion, ShownVersion>;
  'secureConfig/tagVersion': Ask<VersionName & { readonly tag: string }, ShownVersion>;
  'secureConfig/deprecateVersion': Ask<VersionName & { readonly reason: string }, ShownVersion>;
  'secureConfig/previewRollback': Ask<RollbackTarget, RollbackPreview>;
  'secureConfig/rollback': Ask<RollbackWish, RollbackResult>;

  'secureConfig/members': Ask<Nothing, ShownMembers>;
  'secureConfig/addMember': Ask<NewMember, MemberResult>;
  'secureConfig/removeMember': Ask<{ readonly principal: string }, MemberResult>;

  'secureConfig/previewPolicy': Ask<PolicyChange, PolicyPreview>;
  'secureConfig/changePolicy': Ask<PolicyWish, PolicyResult>;

  'secureConfig/requests': Ask<RequestFilter, Page<ShownRequest>>;
  'secureConfig/request': Ask<{ readonly id: string }, RequestDetail>;
  'secureConfig/previewRequest': Ask<{ readonly environment: string }, Preview>;
  'secureConfig/fileRequest': Ask<RequestWish, RequestDetail>;
  'secureConfig/editRequest': Ask<RequestWish & { readonly id: string }, RequestDetail>;
  'secureConfig/approveRequest': Ask<
    { readonly id: string; readonly digest: string; readonly comment: string },
    RequestDetail
  >;
  'secureConfig/rejectRequest': Ask<{ readonly id: string; readonly reason: string }, RequestDetail>;
  'secureConfig/emergencyApproveRequest': Ask<
    {
      readonly id: string;
      readonly digest: string;
      readonly reason: string;
      /** The environment's name, written by the person and not filled in for them. */
      readonly confirmation: string;
    },
    RequestDetail
  >;
  'secureConfig/cancelRequest': Ask<{ readonly id: string; readonly reason: string }, RequestDetail>;
  'secureConfig/reviewRequest': Ask<{ readonly id: string; readonly finding: string }, RequestDetail>;
  /** Null: it was a change of the policy, which is in force now. */
  'secureConfig/applyRequest': Ask<
    {
      readonly id: string;
      /** Whether texts of the files that are in no version and in no request may be lost; absent: `files-changed`. */
      readonly overwrites?: boolean;
    },
    ShownVersion | null
  >;

  /** What an open document is measured against; null when there is nothing. */
  'secureConfig/baselineText': { params: { readonly uri: string }; result: BaselineText | null };
}

export interface LedgerNotifications {
  /** The ledger of a folder, its alarms or who acts has changed. */
  'secureConfig/ledgerChanged': InFolder;
}

export interface LedgerFolder extends InFolder {
  /** For people: relative to the workspace folder, or its name. */
  readonly name: string;
  /** Null when there is none yet, or it cannot be used: `problem`. */
  readonly status: LedgerStatus | null;
  /** Why it cannot be used, and what to do; null when it can, or could be made. `git-missing`, `git-too-old`, … */
  readonly problem: { readonly code: string; readonly message: string } | null;
}

/** Of a file that is measured against a version. */
export interface DocumentBaseline extends InFolder {
  readonly environment: string;
  readonly version: number;
  /** Relative to the manifest's folder. */
  readonly path: string;
  readonly score: number;
  /** Fields that differ and are reported; 1 for a whole file. */
  readonly drifted: number;
  /** Null: nothing differs. */
  readonly gravest: Severity | null;
  /** Where it is the whole file that differs: `drift/added-file`, `drift/missing-file`. */
  readonly whole: string | null;
}

/** For the marks beside the lines: the client puts secrets in from its own document, where they are the same. */
export interface BaselineText {
  /** Of the document that `same` is a place in. */
  readonly documentVersion: number;
  /** The approved text without its secrets. */
  readonly text: string;
  /** In order. `at`: UTF-16 offset in `text`. `same`: null where the document has another secret, or none. */
  readonly cuts: readonly { readonly at: number; readonly same: Range | null }[];
}

export type {
  Assessment,
  ComparedFile,
  Comparison,
  EventDetail,
  FieldDifference,
  FileBeside,
  LedgerAlarm,
  LedgerStatus,
  MemberResult,
  Page,
  PolicyPreview,
  Preview,
  RequestDetail,
  RollbackPreview,
  RollbackReason,
  RollbackResult,
  ShownEvent,
  ShownFinding,
  ShownIdentity,
  ShownRequest,
  ShownVersion,
  Side,
  SyncReport,
  TextChange,
  VerifyReport,
};
