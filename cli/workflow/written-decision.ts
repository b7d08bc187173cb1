/** Commands that decide about a request with a sentence that is kept for good. */
import type { RequestDetail } from '../../shared/core/workflow/shown/request.ts';
import type { Outcome, WorkflowService } from '../../shared/node/workflow/service.ts';
import type { Command } from '../command.ts';
import { actOnRequest } from './act-on-request.ts';
import { ACT_OPTIONS, required } from './options.ts';

export interface WrittenDecision extends Pick<Command, 'name' | 'summary' | 'description' | 'examples'> {
  /** The option that takes the sentence. */
  readonly option: string;
  readonly help: string;
  readonly question: string;
  act(service: WorkflowService, id: string, text: string): Promise<Outcome<RequestDetail>>;
  /** What was done to a request: `Rejected the request`. */
  readonly done: string;
}

export function writtenDecision({ option, help, question, act, done, ...words }: WrittenDecision): Command {
  const command: Command = {
    ...words,
    positionals: '<request>',
    options: { [option]: { type: 'string', value: 'TEXT', help }, ...ACT_OPTIONS },
    maxPositionals: 1,
    run: (given, io) => {
      const text = required(given, option, command);
      return actOnRequest(given, io, {
        command,
        question,
        act: (service, { id }) => act(service, id, text),
        done: ({ id }) => `${done} ${id}.`,
      });
    },
  };
  return command;
}
