/** How Node is told to run the server. */

/**
 * A small space for new objects, which the engine comes to hold three times: with its own limit of 16 MB the server takes
 * 110 MiB while somebody types into a file of 1,000 lines, with this one 88. One that is smaller still costs time.
 */
export const SERVER_FLAGS: readonly string[] = ['--max-semi-space-size=4'];
