import type { WhyNotReason } from '../analysis/why-not';
import type { PropId } from '../trace/types';
import { WHY_NOT, WHY_NOT_ADVICE } from './en/why-not';
import { listed, prop, type Text } from './parts';
import { textFor } from './text-for';

export { nearMissText as describeNearMiss, unheardText as describeUnheard } from './en/why-not';

/** Why a callback did not run, and what would change that; `null` where there is nothing to do. */
export function describeWhyNot(reason: WhyNotReason): { readonly sentence: Text; readonly advice: Text | null } {
  // Texts and parameters are listed by the same code.
  const advise = WHY_NOT_ADVICE[reason.code] as ((params: unknown) => Text | null) | undefined;
  return { sentence: textFor(WHY_NOT, reason), advice: advise?.(reason.params) ?? null };
}

/** What changed in one write: `box.n_submit and box.value`. */
export const describeChanges = (props: readonly PropId[]): Text => listed(props.map(prop));
