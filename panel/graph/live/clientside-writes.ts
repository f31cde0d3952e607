import type { TraceModel } from '../../../src/trace/model';
import type { Call, CallbackKey, PropId, PropWrite } from '../../../src/trace/types';

interface ClientsideWrite {
  readonly callback: CallbackKey;
  readonly propId: PropId;
}

/** More at once than this are old writes that the panel is catching up with. */
const MOST_WRITES = 200;
/** How many calls are considered for one write. */
const MOST_CALLS = 200;

/**
 * `dash_clientside.set_props` does not say which callback called it. If exactly one clientside call was running at
 * the moment of the write, it was that callback; otherwise the writer is not known and the result is empty. Returns
 * each write once.
 */
export function createClientsideWrites(): (model: TraceModel) => readonly ClientsideWrite[] {
  const seen = new Map<PropId, readonly PropWrite[]>();
  let revision = -1;
  return (model) => {
    if (model.revision === revision) return [];
    revision = model.revision;
    const fresh: { readonly propId: PropId; readonly at: number }[] = [];
    for (const [propId, writes] of model.writes) {
      const before = seen.get(propId);
      if (before === writes) continue;
      seen.set(propId, writes);
      const last = before?.at(-1)?.at ?? -1;
      for (let index = writes.length - 1; index >= 0; index--) {
        const write = writes[index];
        if (!write || write.at <= last) break;
        if (write.origin === 'clientside-set-props') fresh.push({ propId, at: write.at });
      }
    }
    if (fresh.length === 0) return [];
    const calls = recentClientside(model);
    return fresh.slice(-MOST_WRITES).flatMap(({ propId, at }) => {
      const [only, ...others] = calls.filter((call) => isUnderWay(call, at));
      return only && others.length === 0 ? [{ callback: only.callback, propId }] : [];
    });
  };
}

function recentClientside(model: TraceModel): readonly Call[] {
  const calls: Call[] = [];
  for (let at = model.callIds.length - 1; at >= 0 && calls.length < MOST_CALLS; at--) {
    const id = model.callIds[at];
    const call = id === undefined ? undefined : model.calls.get(id);
    if (call?.kind === 'clientside' && call.phases.sent !== undefined) calls.push(call);
  }
  return calls;
}

function isUnderWay({ phases, ended }: Call, at: number): boolean {
  const from = phases.sent ?? Infinity;
  const to = phases.received ?? ended ?? Infinity;
  return from <= at && at <= to;
}
