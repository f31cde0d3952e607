import type { Call } from '../trace/types';

/**
 * When the result of a call arrived in the page; `undefined` if no arrival was observed. Each poll of a job has its own
 * response: it is the call's result only if the call ended with it, applied or as an error.
 */
export function answeredAt({ phases, kind, outcome }: Call): number | undefined {
  const { received, parsed, applied } = phases;
  if (kind === 'background' && applied === undefined && outcome !== 'error') return undefined;
  return received ?? parsed ?? applied;
}
