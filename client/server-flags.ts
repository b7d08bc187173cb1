/** How Node is told to run the server. */

/**
 * A small space for new objects, which the engine comes to hold three times, and one thread beside the server's own for what
 * the engine does behind it, because each keeps memory to itself. In MiB, a file of 10,000 lines open and after 350 edits:
 * 82 and 137 with 4 MB and four threads, 78 and 130 with one thread, 74 and 127 with 2 MB; no edit takes longer. With 1 MB it
 * is more again. server/main.ts does the rest. Both are options that Node documents: it would not start with an unknown one.
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=2', '--v8-pool-size=1'];
