/** Decides whether a server that stopped by itself is started again: a few times, not for ever. */

export interface CrashPolicy {
  /** Counts a stop at `now` (milliseconds) and says whether to start again. */
  mayRestart(now: number): boolean;
  /** The person asked for a restart: earlier stops no longer count. */
  forget(): void;
}

/** Allows `restarts` restarts within any stretch of `withinMilliseconds`. */
export function createCrashPolicy(limits: { restarts: number; withinMilliseconds: number }): CrashPolicy {
  let stops: number[] = [];
  return {
    mayRestart(now) {
      stops = [...stops.filter(at => now - at < limits.withinMilliseconds), now];
      return stops.length <= limits.restarts;
    },
    forget() {
      stops = [];
    },
  };
}
