import type { Call } from '../trace/types';

/**
 * When the result of a call was in the page; `undefined` if it never was, as far as was observed. Each poll of a job has a
 * response of its own: it is the call's result only if the call ended with it, applied or as an error.
 */
export function answeredAt({ phases, kind, outcome }: Call): number | undefined {
  const { received, parsed, applied } = phases;
  if (kind === 'background' && applied === undefined && outcome !== 'error') return undefined;
  return received ?? parsed ?? applied;
}
