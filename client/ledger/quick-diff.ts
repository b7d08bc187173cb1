/**
 * The marks beside the lines that differ from the approved version, through VS Code's own quick diff; and, in the Source
 * Control view, the files that differ, open or not. The secrets of the approved text come from the document itself where they are
 * the same, and are covered where they are not: none travels.
 */
import * as vscode from 'vscode';
import type { BaselineText } from '../../shared/protocol/ledger.ts';
import type { DocumentStatuses } from '../documents.ts';
import { COVER } from '../masking/covers.ts';
import type { Server } from '../server.ts';
import type { ComplianceTree } from '../views/compliance-tree.ts';
import type { Ledgers } from './ledgers.ts';

const SCHEME = 'secure-config-baseline';

export function createQuickDiff(
  server: Server,
  ledgers: Ledgers,
  statuses: DocumentStatuses,
  compliance: ComplianceTree,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** Of documents whose approved text has been asked for. */
  const shown = new Map<string, vscode.Uri>();
  const controls = new Map<string, FolderControl>();

  const provideOriginalResource = (uri: vscode.Uri): vscode.Uri | undefined => {
    if (!statuses.of(uri)?.baseline) return undefined;
    const original = uri.with({ scheme: SCHEME });
    shown.set(uri.toString(), original);
    return original;
  };
  const update = (): void => {
    for (const { folderUri } of ledgers.ready) {
      const control = controls.get(folderUri) ?? createControl(folderUri, provideOriginalResource);
      controls.set(folderUri, control);
      control.show(driftingFiles(folderUri, statuses, compliance));
    }
    const gone = [...controls].filter(([folderUri]) => !ledgers.of(folderUri)?.status);
    for (const [folderUri, control] of gone) {
      control.dispose();
      controls.delete(folderUri);
    }
  };

  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: uri => approvedText(uri.with({ scheme: 'file' }), server),
    }),
    statuses.onDidChange(uri => {
      const original = shown.get(uri);
      if (original) changed.fire(original);
      update();
    }),
    ledgers.onDidChange(update),
    compliance.onDidChangeTreeData(update),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => shown.delete(uri.toString())),
    new vscode.Disposable(() => {
      for (const control of controls.values()) control.dispose();
    }),
  );
}

async function approvedText(uri: vscode.Uri, server: Server): Promise<string> {
  const document = vscode.workspace.textDocuments.find(each => each.uri.toString() === uri.toString());
  if (!document || server.state !== 'running') return '';
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const baseline = await server.request('secureConfig/baselineText', { uri: document.uri.toString() });
    if (!baseline) break;
    if (baseline.documentVersion === document.version) return withSecrets(baseline, document);
  }
  return document.getText(); // no marks rather than wrong ones: the next check brings them
}

/** Answers about a text that has changed since, after which the next check is waited for. */
const MOST_ATTEMPTS = 5;

function withSecrets({ text, cuts }: BaselineText, document: vscode.TextDocument): string {
  let whole = '';
  let from = 0;
  for (const { at, same } of cuts) {
    const secret = same ? document.getText(rangeOf(same)) : COVER;
    whole += text.slice(from, at) + secret;
    from = at;
  }
  return whole + text.slice(from);
}

function rangeOf({ start, end }: NonNullable<BaselineText['cuts'][number]['same']>): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** An open document's own status is the newest; what the last look said stands for all other files. */
function driftingFiles(
  folderUri: string,
  statuses: DocumentStatuses,
  compliance: ComplianceTree,
): readonly vscode.Uri[] {
  const others = compliance.files.map(
    ({ uri, status }) => [vscode.Uri.parse(uri).toString(), status] as const,
  );
  return [...new Map([...others, ...statuses.all()])].flatMap(([uri, { baseline }]) =>
    baseline?.folderUri === folderUri && baseline.drifted > 0 ? [vscode.Uri.parse(uri)] : [],
  );
}

interface FolderControl extends vscode.Disposable {
  show(files: readonly vscode.Uri[]): void;
}

function createControl(
  folderUri: string,
  provideOriginalResource: (uri: vscode.Uri) => vscode.Uri | undefined,
): FolderControl {
  const control = vscode.scm.createSourceControl(
    'secureConfig',
    'Secure Config',
    vscode.Uri.parse(folderUri),
  );
  control.inputBox.visible = false;
  control.count = 0; // git's count is of what is to be committed; this is something else
  control.quickDiffProvider = { provideOriginalResource };
  const group = control.createResourceGroup('drift', vscode.l10n.t('Differs from the approved version'));
  group.hideWhenEmpty = true;
  return {
    show: files => {
      group.resourceStates = files.map(resourceUri => ({
        resourceUri,
        decorations: { tooltip: vscode.l10n.t('Differs from the approved version') },
        command: {
          command: 'secureConfig.compareWithBaseline',
          title: vscode.l10n.t('Compare with Baseline'),
          arguments: [resourceUri.toString()],
        },
      }));
    },
    dispose: () => control.dispose(),
  };
}
