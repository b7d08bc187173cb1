/** Writes the environments side by side as an HTML table: what changes with the files. */
import * as vscode from 'vscode';
import type { EnvironmentMatrix } from '../../shared/protocol.ts';
import { fieldCount, fileCount } from '../words.ts';
import { type Html, html } from './html.ts';
import { matrixCell, wordsOfCell } from './matrix-cell.ts';

type Matrix = EnvironmentMatrix['matrix'];
type Group = Matrix['groups'][number];
type Field = Group['fields'][number];

export function matrixContent({ folderName, profile, matrix, shortfall }: EnvironmentMatrix): Html {
  const files = matrix.environments.flatMap(environment => environment.files);
  const fields = matrix.groups.flatMap(group => group.fields);
  const left =
    matrix.leftOut > 0
      ? html`<p class="note">${vscode.l10n.t('Left out, since those that differ or break a rule come first: {0}.', fieldCount(matrix.leftOut))}</p>`
      : undefined;
  return html`
    <div class="intro">
      <h1>${folderName}</h1>
      <p class="muted">${summary(matrix)}${profile === null ? '' : vscode.l10n.t(', profile {0}', profile)}</p>
      <p class="muted legend"><b>≠</b> ${vscode.l10n.t('differs')} <b class="tint">≠</b> ${vscode.l10n.t('differs where most files agree')}</p>
    </div>
    ${fields.length === 0 ? html`<p class="note">${vscode.l10n.t('No field is set in {0}.', fileCount(files.length))}</p>` : table(matrix)}
    ${left}
    ${shortfall === null ? undefined : html`<p class="note">${shortfall}</p>`}
    <p class="note" id="none" hidden>${vscode.l10n.t('No field is like that.')} <button type="button" id="all">${vscode.l10n.t('Show all')}</button></p>`;
}

/** What a screen reader says when the matrix changes. */
export function spokenMatrix({ matrix }: EnvironmentMatrix): string {
  const fields = matrix.groups.flatMap(group => group.fields);
  const different = fields.filter(field => field.agreement !== 'all').length;
  const violated = fields.filter(field => field.severity).length;
  return vscode.l10n.t(
    '{0}: {1} with differences, {2} with violations',
    fieldCount(fields.length),
    different,
    violated,
  );
}

function summary({ environments }: Matrix): string {
  const files = environments.reduce((sum, each) => sum + each.files.length, 0);
  const count = fileCount(files);
  return environments.length === 1
    ? vscode.l10n.t('{0} of 1 environment', count)
    : vscode.l10n.t('{0} of {1} environments', count, environments.length);
}

function table(matrix: Matrix): Html {
  const columns = matrix.environments.flatMap(({ name, files }) =>
    files.map((file, index) => ({ environment: nameOf(name), file, starts: index === 0 })),
  );
  const starts = columns.map(column => column.starts);
  const files = columns.map(
    ({ environment, file, starts: first }, index) => html`
      <th scope="col" class="file ${first ? 'first' : ''}"><a href="#" tabindex="-1" data-do="file"
        data-what="${index}" data-key="file ${index}" title="${file.path} (${environment})">${fileName(file)}</a></th>`,
  );
  const environments = matrix.environments.map(
    ({ name, files: own }) =>
      html`<th scope="colgroup" class="first" colspan="${own.length}">${nameOf(name)}</th>`,
  );
  return html`
    <table role="grid" aria-label="${vscode.l10n.t('Fields by environment')}">
      <thead>
        <tr><th class="corner" rowspan="2" scope="col">${vscode.l10n.t('Field')}</th>${environments}</tr>
        <tr>${files}</tr>
      </thead>
      ${matrix.groups.map(group =>
        groupBody(
          group,
          columns.map(column => column.environment),
          starts,
        ),
      )}
    </table>`;
}

function groupBody(group: Group, environments: readonly string[], starts: readonly boolean[]): Html {
  const title = group.title ?? (group.path || vscode.l10n.t('General'));
  const head = html`
    <tr class="group"><th scope="rowgroup" title="${group.path}">${title}</th>
      <td colspan="${starts.length}"></td></tr>`;
  return html`<tbody>${head}${group.fields.map(field => row(field, group, environments, starts))}</tbody>`;
}

function row(field: Field, group: Group, environments: readonly string[], starts: readonly boolean[]): Html {
  const name = group.path === '' ? field.path : field.path.slice(group.path.length + 1);
  const words = [field.path, field.title ?? '', ...field.cells.map(cell => wordsOfCell(cell))]
    .join(' ')
    .toLowerCase();
  const flags = html`data-text="${words}" ${field.agreement === 'all' ? '' : 'data-differs'} ${field.severity ? 'data-violates' : ''}`;
  const cells = field.cells.map((cell, column) =>
    matrixCell(cell, {
      column,
      isFirst: starts[column] === true,
      path: field.path,
      environment: environments[column] ?? '',
    }),
  );
  return html`
    <tr class="${field.agreement}" ${flags}>
      <th scope="row" title="${[field.path, field.title].filter(Boolean).join('\n')}"><span>${name}</span>${field.secret ? secretMark() : undefined}</th>
      ${cells}</tr>`;
}

function secretMark(): Html {
  return html` <span class="secret">${vscode.l10n.t('secret')}</span>`;
}

function nameOf(environment: string | null): string {
  return environment ?? vscode.l10n.t('no environment');
}

function fileName({ path, part }: Matrix['environments'][number]['files'][number]): string {
  return part === undefined ? path : `${path} (${part})`;
}
