/** What the client can do with changes that the server works out for it. */
import type { InitializeParams } from 'vscode-languageserver/node';

export interface EditSupport {
  /** Code actions as such, with kinds; otherwise it gets the commands that apply them. */
  readonly codeActions: boolean;
  /** It asks for the edit of a code action when the action is chosen. */
  readonly resolvesCodeActions: boolean;
  readonly preferredCodeActions: boolean;
  /** Edits can name the version of the document that they are for. */
  readonly versionedEdits: boolean;
  readonly appliesEdits: boolean;
  /** Edits can make files. */
  readonly createsFiles: boolean;
  readonly showsDocuments: boolean;
}

export function readEditSupport({ capabilities }: Pick<InitializeParams, 'capabilities'>): EditSupport {
  const { workspace, window, textDocument } = capabilities;
  const action = textDocument?.codeAction;
  return {
    codeActions: action?.codeActionLiteralSupport !== undefined,
    resolvesCodeActions:
      action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    preferredCodeActions: action?.isPreferredSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    appliesEdits: workspace?.applyEdit === true,
    createsFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    showsDocuments: window?.showDocument?.support === true,
  };
}
