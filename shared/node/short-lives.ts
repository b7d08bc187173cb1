/**
 * What is made for the check of a text goes with it. V8 takes some of it for lasting, because all of it outlives the few
 * collections at the start, and puts it among what lasts, where it keeps what it refers to: in a check of thousands of files
 * the collector is a fifth of the work then.
 */
import { setFlagsFromString } from 'node:v8';

/** Not between the loading and the keeping of compiled code: the engine uses none that was made under other flags. */
export function expectShortLives(): void {
  setFlagsFromString('--no-allocation-site-pretenuring');
}

export function expectAnyLives(): void {
  setFlagsFromString('--allocation-site-pretenuring');
}
