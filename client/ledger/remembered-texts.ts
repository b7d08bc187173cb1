/** Asks for a text and offers those that were written the last times: most changes are asked for in the same words. */
import * as vscode from 'vscode';

/** Texts that are remembered of each kind. */
const MOST = 8;

export type Kind = 'justification' | 'impact' | 'rollbackPlan';

export interface RememberedQuestion {
  readonly title: string;
  readonly prompt: string;
  /** Offered until the person has texts of their own. */
  readonly templates: readonly string[];
}

/** Undefined when the person gave up. Trimmed, and remembered. */
export async function askRemembered(
  memory: vscode.Memento,
  kind: Kind,
  { title, prompt, templates }: RememberedQuestion,
): Promise<string | undefined> {
  const known = textsOf(memory, kind);
  const picker = vscode.window.createQuickPick();
  picker.title = title;
  picker.placeholder = prompt;
  picker.ignoreFocusOut = true;
  const offered = [...new Set([...known, ...templates])].map(label => ({ label }));
  const show = (): void => {
    const typed = picker.value.trim();
    const own = { label: typed, description: vscode.l10n.t('as you have written it'), alwaysShow: true };
    picker.items = typed === '' ? offered : [own, ...offered.filter(({ label }) => label !== typed)];
  };
  show();
  const chosen = await new Promise<string | undefined>(resolve => {
    picker.onDidChangeValue(show);
    picker.onDidAccept(() => resolve((picker.activeItems[0]?.label ?? picker.value).trim()));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  });
  picker.dispose();
  if (!chosen) return undefined;
  await memory.update(keyOf(kind), [chosen, ...known.filter(text => text !== chosen)].slice(0, MOST));
  return chosen;
}

function textsOf(memory: vscode.Memento, kind: Kind): readonly string[] {
  const kept: unknown = memory.get(keyOf(kind));
  return Array.isArray(kept) ? kept.filter(text => typeof text === 'string') : [];
}

function keyOf(kind: Kind): string {
  return `request.${kind}`;
}
