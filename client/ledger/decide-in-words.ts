/** What rejecting, taking back and reviewing a request have in common: who may not is told why, who may writes why, and signs. */
import * as vscode from 'vscode';
import type { RequestDetail } from '../../shared/protocol/ledger.ts';
import type { Server } from '../server.ts';
import { askText, type Question } from './ask.ts';
import { chooseRequest, type NamedRequest, openFor, type RequestQuestion } from './choose.ts';
import { ofRequest, refuseUnless } from './decision.ts';
import type { Ledgers } from './ledgers.ts';
import { requestIn } from './targets.ts';

export interface WrittenDecision {
  readonly action: RequestDetail['actions'][number];
  /** Of the list to choose from, where no request is given. */
  readonly title: string;
  /** What is in that list; left out: what nobody has ended. */
  readonly question?: RequestQuestion;
  ask(request: RequestDetail): Question;
  send(named: NamedRequest, text: string): Promise<RequestDetail>;
  /** What has come of it, in some words. */
  done(title: string): string;
}

/** Milliseconds that the status bar says what was done. */
const SHOWN = 5000;

export async function decideInWords(
  server: Server,
  ledgers: Ledgers,
  target: unknown,
  { action, title, question = openFor(action), ask, send, done }: WrittenDecision,
): Promise<void> {
  const named = requestIn(target) ?? (await chooseRequest(server, ledgers, title, question));
  if (!named) return;
  const request = await server.request('secureConfig/request', named);
  refuseUnless(action, request);
  const text = await askText(ask(request));
  if (!text) return;
  await ofRequest(request, send(named, text));
  await ledgers.refresh();
  vscode.window.setStatusBarMessage(`$(check) ${done(request.title)}`, SHOWN);
}
