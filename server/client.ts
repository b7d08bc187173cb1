/** What the client can do, read once from its capabilities: every other module asks here and assumes nothing. */
import type { InitializeParams } from 'vscode-languageserver/node';
import type { InitializationOptions } from '../shared/protocol.ts';
import { type EditSupport, readEditSupport } from './edit-support.ts';

export interface Client {
  /** Whether diagnostics are pulled; pushed otherwise. */
  readonly pulls: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly refreshesSemanticTokens: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly workspaceFolders: boolean;
  readonly workDoneProgress: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly tags: boolean;
  readonly data: boolean;
  /** Whether completion may have placeholders. */
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  /** Whether lines behind the first of a completion can be told to follow the cursor's indentation. */
  readonly adjustsIndentation: boolean;
  readonly completionMarkdown: boolean;
  readonly hoverMarkdown: boolean;
  readonly edits: EditSupport;
  /** Whether it has the commands that ask the person for more: see the protocol. */
  readonly prompts: boolean;
  /** Whether it understands `secureConfig/…` notifications. */
  readonly notifications: boolean;
  readonly trusted: boolean;
  /** Whether symbols may form a tree. */
  readonly symbolTree: boolean;
  /** Whether it asks before a rename what would be renamed. */
  readonly preparesRename: boolean;
  /** Whether an edit may name the version of the document that it is for. */
  readonly versionedEdits: boolean;
  readonly registersFormatting: boolean;
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { workspace, window, textDocument } = capabilities;
  const pushed = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const options = readOptions(initializationOptions);
  const item = textDocument?.completion?.completionItem;
  return {
    pulls: pulled !== undefined && options.diagnostics !== 'push',
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesSemanticTokens: workspace?.semanticTokens?.refreshSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    workDoneProgress: window?.workDoneProgress === true,
    relatedInformation: (pushed?.relatedInformation ?? pulled?.relatedInformation) === true,
    codeDescription: (pushed?.codeDescriptionSupport ?? pulled?.codeDescriptionSupport) === true,
    tags: (pushed?.tagSupport ?? pulled?.tagSupport) !== undefined,
    data: (pushed?.dataSupport ?? pulled?.dataSupport) === true,
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    adjustsIndentation: item?.insertTextModeSupport?.valueSet.includes(2) === true,
    completionMarkdown: item?.documentationFormat?.includes('markdown') === true,
    hoverMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    edits: readEditSupport({ capabilities }),
    prompts: options.prompts === true,
    notifications: options.notifications === true,
    trusted: options.trusted !== false,
    symbolTree: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    registersFormatting:
      textDocument?.formatting?.dynamicRegistration === true &&
      textDocument.rangeFormatting?.dynamicRegistration === true,
  };
}

function readOptions(options: unknown): InitializationOptions {
  return typeof options === 'object' && options !== null ? options : {};
}
