import { endOnSignals } from './ending.mjs';

/**
 * An error that the user can act on: the message is the one line to print, without a stack. `details` are the last
 * lines of a tool that failed.
 */
export class PlainError extends Error {
  /** @param {string} message @param {string} [details] */
  constructor(message, details = '') {
    super(message);
    this.name = 'PlainError';
    this.details = details;
  }
}

/**
 * Runs a command of the project as the main program: a `PlainError` becomes one clear line and exit code 1, anything
 * else is a bug and keeps its stack. A signal ends it together with everything it started.
 * @param {() => Promise<number | void>} command resolves to the exit code
 */
export async function runCommand(command) {
  endOnSignals();
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    if (!(error instanceof PlainError)) throw error;
    if (error.details !== '') console.error(error.details);
    console.error(error.message);
  }
}
