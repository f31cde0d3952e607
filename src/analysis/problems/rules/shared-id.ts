import { parseId } from '../../../dash/component-id';
import { isMultiValued } from '../../../dash/pattern';
import { belongsTo } from '../../../dash/side-update';
import type { TraceModel } from '../../../trace/model';
import {
  toPropId,
  type CallbackDefinition,
  type CallbackKey,
  type CallId,
  type Dependency,
  type PropId,
  type SharedId,
} from '../../../trace/types';
import { NO_EVIDENCE, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

export interface SharedIdParams {
  readonly id: string;
  readonly count: number;
  /** For each component the id of the nearest one around it; `null`: none of those has an id. */
  readonly inside: readonly (string | null)[];
  /** Which of `inside` Dash finds by the id; `null` for object ids, where that depends on the pattern. */
  readonly used: number | null;
  readonly by: { readonly call: CallId; readonly callback: CallbackKey } | null;
  /** Other ids that are shared by components at the same places. */
  readonly others: readonly string[];
}

/** Callbacks named in a finding. */
const MOST_USERS = 20;

/**
 * Several components with one id, which a callback uses.
 *
 * Proven by: the page found both in the layout at the same time, and a callback declares the id; of an object id without
 * ALL, because a list of components may have both. Who added the second one is only said if nothing else wrote to
 * components around either of them.
 */
function detectSharedIds(): Detector<SharedIdParams> {
  return {
    findings(model) {
      const groups = new Map<string, SharedId[]>();
      for (const shared of model.layout?.shared ?? []) {
        if (usersOf(model, shared.id).length === 0) continue;
        const key = JSON.stringify([shared.by?.callback, shared.places, shared.used]);
        groups.set(key, [...(groups.get(key) ?? []), shared]);
      }
      return [...groups.values()].flatMap(([first, ...others]) =>
        first === undefined ? [] : [toFinding(model, first, others)],
      );
    },
  };
}

export const sharedId = defineRule({ id: 'shared-id', group: 'conflicts', detect: detectSharedIds });

interface Use {
  readonly callback: CallbackKey;
  readonly prop: PropId;
}

function usersOf({ callbacks }: TraceModel, id: string): readonly Use[] {
  return [...callbacks.values()].flatMap(({ key, inputs, state, outputs }: CallbackDefinition) =>
    [...outputs, ...inputs, ...state]
      .filter((dependency) => isMeant(dependency, id))
      .map(({ property }): Use => ({ callback: key, prop: toPropId(`${id}.${property}`) })),
  );
}

const isMeant = (dependency: Dependency, id: string): boolean =>
  !isMultiValued(dependency.id) && belongsTo(id, dependency.id);

function toFinding(model: TraceModel, shared: SharedId, others: readonly SharedId[]): Found<SharedIdParams> {
  const { id, count, places, used, by } = shared;
  const users = usersOf(model, id);
  const callbacks = [...(by === null ? [] : [by.callback]), ...users.map(({ callback }) => callback)];
  return {
    id: `shared-id ${id}`,
    callbacks: [...new Set(callbacks)].slice(0, MOST_USERS),
    params: {
      id,
      count,
      inside: places.map(([nearest]) => nearest ?? null),
      used: typeof parseId(id) === 'string' ? used : null,
      by,
      others: others.map((other) => other.id),
    },
    evidence: {
      ...NO_EVIDENCE,
      calls: by === null ? [] : [by.call],
      count: 1 + others.length,
      props: [...new Set(users.map(({ prop }) => prop))],
    },
  };
}
