/** How a node of a tree looks and reads, as data: what draws it is one function, what decides it is tested without VS Code. */

export interface Drawn {
  /** Of the node among all of its tree, the same after a refresh. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Name of a codicon, and of the colour that it takes. */
  readonly icon: string;
  readonly color?: string;
  /** Lines of plain text. */
  readonly tooltip: readonly string[];
  /** What a screen reader says. */
  readonly spoken: string;
  /** What menus go by: words between blanks. */
  readonly context: string;
  readonly children: 'none' | 'collapsed' | 'expanded';
  /** Run when the node is chosen, with the node. */
  readonly command?: { readonly id: string; readonly title: string };
}
