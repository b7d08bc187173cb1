/** An event with listeners, where a listener's fault is logged and does not reach the others. */
import type { Log } from './log.ts';

export interface Signal<Value> {
  fire(value: Value): void;
  readonly on: (listener: (value: Value) => void) => void;
}

/** `name` says in the log which event a faulty listener listened to. */
export function createSignal<Value>(name: string, log: Log): Signal<Value> {
  const listeners: ((value: Value) => void)[] = [];
  return {
    on: listener => {
      listeners.push(listener);
    },
    fire: value => {
      for (const listener of listeners) {
        try {
          listener(value);
        } catch (error) {
          log.fault(name, error);
        }
      }
    },
  };
}
