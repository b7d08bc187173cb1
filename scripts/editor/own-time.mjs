// How much of a thread's CPU time an extension's code has used, from a CPU profile: its functions, and all that they call.

/**
 * A profile knows how long samples are apart by the clock, which a busy machine stretches. The system knows the thread's CPU
 * time between two marks; the profile says which share of it was ours.
 *
 * @param {{marks: readonly {name: string, at: number, cpu: number}[], profile: object}} recorded see activation-probe.cjs
 * @param {(url: string) => boolean} isOwn whether a script is the extension's
 * @returns {Record<string, number>} by mark, milliseconds of CPU time since the mark before it
 */
export function ownTimes({ marks, profile }, isOwn) {
  const { own, collector, idle } = classify(profile, isOwn);
  const spans = marks.slice(1).map((mark, index) => {
    const before = marks[index];
    return { name: mark.name, until: mark.at, cpu: mark.cpu - before.cpu, busy: 0, own: 0 };
  });
  let at = profile.startTime;
  let lastWasOwn = false;
  profile.samples.forEach((id, index) => {
    at += profile.timeDeltas[index];
    const span = spans.find(({ until }) => at <= until);
    if (!span || idle.has(id)) return;
    const lasts = profile.timeDeltas[index + 1] ?? 0;
    if (!collector.has(id)) lastWasOwn = own.has(id); // garbage is of whom was at work
    span.busy += lasts;
    if (lastWasOwn) span.own += lasts;
  });
  const share = span => (span.busy === 0 ? 0 : Math.min(1, span.own / span.busy));
  return Object.fromEntries(spans.map(span => [span.name, (share(span) * span.cpu) / 1000]));
}

/** Ids of the nodes that are below a function of ours, that collect garbage, and in which nothing runs. */
function classify({ nodes }, isOwn) {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const named = name =>
    new Set(nodes.filter(node => node.callFrame.functionName === name).map(({ id }) => id));
  const own = new Set();
  const add = id => {
    own.add(id);
    byId.get(id).children?.forEach(add);
  };
  for (const { id, callFrame } of nodes) if (!own.has(id) && isOwn(callFrame.url)) add(id);
  return { own, collector: named('(garbage collector)'), idle: named('(idle)') };
}
