/** Does a bounded number of things at a time and hands the results over in the order of the inputs. */

/**
 * Takes the next input only when one of the `width` places is free, so that neither inputs nor results pile up.
 * Stops taking inputs once the consumer stops.
 */
export async function* mapInOrder<In, Out>(
  inputs: AsyncIterable<In>,
  width: number,
  work: (input: In) => Promise<Out>,
): AsyncGenerator<Out> {
  const running: Promise<Out>[] = [];
  for await (const input of inputs) {
    const result = work(input);
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= width) yield await takeFirst(running);
  }
  while (running.length > 0) yield await takeFirst(running);
}

async function takeFirst<Out>(running: Promise<Out>[]): Promise<Out> {
  const [first] = running.splice(0, 1);
  if (first === undefined) throw new Error('nothing is running');
  return first;
}

/** Each lane takes the next input when it is free; the results come in the order of the inputs. */
export async function* shareInOrder<In, Out>(
  inputs: readonly In[],
  lanes: readonly ((input: In) => Promise<Out>)[],
): AsyncGenerator<Out> {
  const settle: ((result: Promise<Out>) => void)[] = [];
  const results = inputs.map(() => new Promise<Out>(resolve => void settle.push(resolve)));
  for (const result of results) result.catch(() => undefined);
  let next = 0;
  const run = async (lane: (input: In) => Promise<Out>): Promise<void> => {
    for (let index = next++; index < inputs.length; index = next++) {
      settle[index]?.(lane(inputs[index] as In));
      await results[index]?.catch(() => undefined);
    }
  };
  for (const lane of lanes) void run(lane);
  try {
    for (const result of results) yield await result;
  } finally {
    next = inputs.length;
  }
}
