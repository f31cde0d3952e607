import type { TraceModel } from '../../../src/trace/model';
import type { CallId } from '../../../src/trace/types';
import { effectsOf } from '../../selectors/related-calls';

/** One arrow: this call made that one run. `from` is `null` where the chain began outside (an action, a tick). */
export interface Link {
  readonly from: CallId | null;
  readonly to: CallId;
}

/** More arrows than this cannot be followed. */
const MOST = 300;

/** All causes of a call up to where the chain began, and everything it triggered. */
export function chainOf(model: TraceModel, id: CallId): readonly Link[] {
  const links: Link[] = [];
  const causes = new Set([id]);
  for (const to of causes) {
    const call = model.calls.get(to);
    if (!call) continue;
    for (const cause of call.causes) {
      if (links.length >= MOST) return links;
      if (cause.call === undefined) {
        if (cause.type === 'user' || cause.type === 'component' || cause.type === 'interval')
          links.push({ from: null, to });
      } else if (model.calls.has(cause.call) && !links.some((link) => link.from === cause.call && link.to === to)) {
        links.push({ from: cause.call, to });
        causes.add(cause.call);
      }
    }
  }
  const effects = new Set([id]);
  for (const from of effects) {
    for (const to of effectsOf(model, from)) {
      if (links.length >= MOST) return links;
      if (effects.has(to)) continue;
      links.push({ from, to });
      effects.add(to);
    }
  }
  return links;
}
