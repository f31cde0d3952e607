import type { TraceModel } from '../trace/model';
import type { Call, CallbackDefinition, CallId, CallReason, Cause, PropId } from '../trace/types';
import {
  CAUSES,
  consequence,
  effectsText,
  layoutChange,
  NOT_RECORDED,
  NOT_PREVENTED,
  NOT_SENT,
  otherComponents,
  pageLoadWith,
  WAVE_BEGINNINGS,
} from './en/causes';
import { listed, prop, say, sentences, text, type Part, type Text } from './parts';
import { plainText } from './plain';
import { describeEnd, describeReason } from './reasons';

export { consequence as describeConsequence, NOT_RECORDED, TRIGGER_MARKS } from './en/causes';

type Calls = TraceModel['calls'];
type IsSame = (id: PropId | undefined) => boolean;

const linkTo = (call: CallId, calls: Calls): Part => ({
  type: 'call',
  call,
  callback: calls.get(call)?.callback ?? null,
});

/** What a cause did, without a full stop. */
export const describeCause = (cause: Cause, calls: Calls): Text =>
  CAUSES[cause.type](cause, cause.call === undefined ? null : linkTo(cause.call, calls));

/** What began a wave: a few words, and the id that they are about. */
export function describeBeginning(cause: Cause): { readonly text: string; readonly id: string } {
  const { words, id } = WAVE_BEGINNINGS[cause.type](cause);
  return { text: words, id: id === null ? '' : plainText([id]) };
}

/** Causes that are one write: what a call did to the layout is said once, however many components listen. */
function perWrite(causes: readonly Cause[]): readonly (readonly Cause[])[] {
  const groups: Cause[][] = [];
  for (const cause of causes) {
    const same = groups.find(
      ([first]) => cause.type === 'layout' && first?.type === 'layout' && first.call === cause.call,
    );
    if (same === undefined) groups.push([cause]);
    else same.push(cause);
  }
  return groups;
}

function describeGroup(group: readonly Cause[], calls: Calls, isSame: IsSame): Text {
  const [first] = group;
  if (first === undefined) return [];
  if (first.type !== 'layout' || first.call === undefined) return describeCause(first, calls);
  const propsOf = (what: Cause['what']): readonly Part[] =>
    group.flatMap((cause) => (cause.prop_id === undefined || cause.what !== what ? [] : [prop(cause.prop_id)]));
  const [added, second, again, removed] = [
    propsOf('added'),
    propsOf('second'),
    propsOf('reinserted'),
    propsOf('removed'),
  ];
  const isUnchanged = again.length > 0 && group.every(({ what, prop_id }) => what !== 'reinserted' || isSame(prop_id));
  // A cause without a property adds nothing where the components are known.
  const others = added.length + second.length + again.length + removed.length === 0;
  return layoutChange(linkTo(first.call, calls), { added, second, again, removed, others, isUnchanged });
}

/** A page load with persisted values is one reason, not several. */
function describeCauses(causes: readonly Cause[], calls: Calls, isSame: IsSame): Text {
  const persisted = causes.filter(({ type }) => type === 'history');
  const load = causes.find(({ type }) => type === 'initial');
  return persisted.length > 0 && load !== undefined
    ? pageLoadWith(
        describeCause(load, calls),
        persisted.map(({ prop_id }) => (prop_id === undefined ? text('a value') : prop(prop_id))),
      )
    : listed(perWrite(causes).map((group) => describeGroup(group, calls, isSame)));
}

/**
 * Why a call ran, how it ended, and what it triggered.
 * @param effects ids of the calls that name this one among their causes
 * @param waiting what it waits for, when that is known
 * @param definition its callback, if the app's declarations are known
 * @param unchanged triggers that are known to have the value of the callback's previous run
 */
export function describeCall(
  call: Call,
  calls: Calls,
  effects: readonly CallId[],
  waiting: CallReason | null = null,
  definition?: CallbackDefinition,
  unchanged: ReadonlySet<PropId> = new Set(),
): Text {
  const isUnknown = call.causes.every(({ type, prop_id }) => type === 'unknown' && prop_id === undefined);
  const why = isUnknown
    ? say`${NOT_RECORDED}.`
    : say`${describeCauses(call.causes, calls, (id) => id !== undefined && unchanged.has(id))}, ${consequence(call)}.`;
  return sentences(
    why,
    isNotPrevented(call, definition) ? NOT_PREVENTED : null,
    tookOthers(call),
    describeEnd(call),
    waiting === null ? after(call, effects, calls) : describeReason(waiting),
  );
}

function tookOthers({ causes, phases }: Call): Text | null {
  const shadowed = causes.flatMap(({ prop_id, shadowed }) =>
    shadowed === true && prop_id !== undefined ? [prop_id] : [],
  );
  return shadowed.length === 0 || phases.sent === undefined ? null : otherComponents(shadowed.map(prop));
}

/** It ran as the page appeared although its initial call is prevented: components wrote its inputs themselves. */
const isNotPrevented = ({ initial, causes }: Call, definition: CallbackDefinition | undefined): boolean =>
  definition?.preventInitialCall === true &&
  !initial &&
  causes.length > 0 &&
  causes.every(({ type, after }) => type === 'component' && after === 'mount');

function after(call: Call, effects: readonly CallId[], calls: Calls): Text | null {
  const { requested, sent } = call.phases;
  const isPending = call.outcome === 'pending';
  if (requested === undefined || sent === undefined) return isPending ? NOT_SENT : null;
  return effectsText(sent - requested, byCallback(effects, calls), isPending);
}

/** One name per callback: a pattern's calls would repeat it. The name leads to the first of them. */
function byCallback(ids: readonly CallId[], calls: Calls): readonly Text[] {
  const groups = new Map<string, CallId[]>();
  for (const id of ids) {
    const key = calls.get(id)?.callback ?? id;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return [...groups.values()].flatMap(([first, ...rest]): readonly Text[] => {
    if (first === undefined) return [];
    const link = linkTo(first, calls);
    return [
      rest.length > 0 && link.type === 'call'
        ? say`${{ ...link, isFirstOf: true }} (${rest.length + 1} calls)`
        : [link],
    ];
  });
}
