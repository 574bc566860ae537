/**
 * Why the start cannot go on, as one sentence for the person at the terminal that says what to do.
 * `main.ts` and `cli.ts` print the message alone and leave with exit code 1; any other error is a bug and keeps its stack.
 */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
