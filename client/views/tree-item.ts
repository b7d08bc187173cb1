/** Draws what a node of a tree says of itself. */
import * as vscode from 'vscode';
import type { Drawn } from './drawn.ts';

const STATES = {
  none: vscode.TreeItemCollapsibleState.None,
  collapsed: vscode.TreeItemCollapsibleState.Collapsed,
  expanded: vscode.TreeItemCollapsibleState.Expanded,
};

/** @param node what the node's command and the menus' commands are handed */
export function treeItem(drawn: Drawn, node: unknown): vscode.TreeItem {
  const item = new vscode.TreeItem(drawn.label, STATES[drawn.children]);
  item.id = drawn.id;
  if (drawn.description !== undefined) item.description = drawn.description;
  item.iconPath = new vscode.ThemeIcon(
    drawn.icon,
    drawn.color ? new vscode.ThemeColor(drawn.color) : undefined,
  );
  item.tooltip = drawn.tooltip.join('\n');
  item.accessibilityInformation = { label: drawn.spoken };
  item.contextValue = drawn.context;
  if (drawn.command) {
    const { id, title } = drawn.command;
    item.command = { command: `secureConfig.${id}`, title, arguments: [node] };
  }
  return item;
}
