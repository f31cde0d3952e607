import { patternCallbacks, type PatternInstance } from '../../../src/analysis/patterns';
import { parseId, stringifyId } from '../../../src/dash/component-id';
import { resolvePattern } from '../../../src/dash/pattern';
import { derived } from '../../../src/lib/derived';
import type { TraceModel } from '../../../src/trace/model';
import type { Call, CallbackActivity, CallbackKey, CallId, LayoutIds } from '../../../src/trace/types';
import { callsOf } from '../../selectors/related-calls';
import type { ComponentCard } from '../card-graph';

/** The instances MATCH makes of one callback. */
export interface InstanceShare {
  /** Instances on the page that have run, merged and other requests that never ran not counted; and how many there are, `null` while the page's ids are not known. */
  readonly ran: number;
  readonly present: number | null;
  readonly instances: readonly PatternInstance[];
}

interface Answer {
  readonly layout: LayoutIds | null;
  readonly activity: CallbackActivity | undefined;
  readonly share: InstanceShare;
}

const answersIn = derived((_: TraceModel['callbacks']) => new Map<CallbackKey, Answer>());

/**
 * The instances of one callback, from this callback's calls alone. Computed again only when the layout or the
 * callback's own calls changed, whatever else is new in the model.
 */
export function instanceShare(model: TraceModel, key: CallbackKey): InstanceShare | null {
  const definition = model.callbacks.get(key);
  if (!definition) return null;
  const { layout } = model;
  const activity = model.activity.get(key);
  const ofApp = answersIn(model.callbacks);
  const earlier = ofApp.get(key);
  if (earlier?.layout === layout && earlier.activity === activity) return earlier.share;
  const calls = new Map<CallId, Call>();
  for (const id of callsOf(model, key)) {
    const call = model.calls.get(id);
    if (call) calls.set(id, call);
  }
  const [found] = patternCallbacks({ ...model, callbacks: new Map([[key, definition]]), calls });
  const instances = found?.instances ?? [];
  const present = instances.filter((instance) => instance.present);
  const share: InstanceShare = {
    ran: (layout === null ? instances : present).filter((instance) =>
      instance.calls.some((id) => calls.get(id)?.phases.sent !== undefined),
    ).length,
    present: layout === null ? null : present.length,
    instances,
  };
  ofApp.set(key, { layout, activity, share });
  return share;
}

const idsIn = derived((_: LayoutIds) => new Map<string, readonly string[]>());

/** Ids on the page that a pattern's card matches now, in the order of the page; `null` while they are not known. */
export function idsNow(layout: LayoutIds | null, card: ComponentCard): readonly string[] | null {
  if (layout === null) return null;
  const ofLayout = idsIn(layout);
  const known = ofLayout.get(card.id);
  if (known) return known;
  // Whatever wildcard it is declared with: without bound values each matches the same ids.
  const pattern = parseId(card.declared[0] ?? '');
  const ids = typeof pattern === 'string' ? [] : resolvePattern(pattern, layout.families).map(stringifyId);
  ofLayout.set(card.id, ids);
  return ids;
}
