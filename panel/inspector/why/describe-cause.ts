import type { TraceModel } from '../../../src/trace/model';
import type { Call, CallId, CallReason, Cause } from '../../../src/trace/types';
import { joinText, text, type Part } from '../../../src/words/parts';
import { describeEnd, describeReason } from '../../../src/words/reasons';

/** How many causes or effects a sentence names before it counts the rest. */
const NAMED = 4;

/** The properties by which a component tells of a click, and so on; everything else "changed". */
const VERBS: Readonly<Record<string, string>> = {
  n_clicks: 'You clicked',
  n_clicks_timestamp: 'You clicked',
  n_submit: 'You pressed Enter in',
  n_blur: 'You left',
};

const propOr = (cause: Cause, otherwise: string): readonly Part[] =>
  cause.prop_id ? [{ type: 'prop', prop: cause.prop_id }] : [text(otherwise)];

function writer(cause: Cause, calls: TraceModel['calls'], verb: string, otherwise: string): readonly Part[] {
  if (cause.call === undefined) return [text(otherwise), ...propOr(cause, 'a property')];
  return [
    { type: 'call', call: cause.call, callback: calls.get(cause.call)?.callback ?? null },
    text(` ${verb} `),
    ...propOr(cause, 'one of its inputs'),
  ];
}

/** A component changed its own property: after what, where that is proven. */
function byItself(cause: Cause, calls: TraceModel['calls']): readonly Part[] {
  const changed = [...propOr(cause, 'A component'), text(' changed by itself')];
  const { after, wrote } = cause;
  const by: readonly Part[] =
    cause.call === undefined
      ? [text('a callback')]
      : [{ type: 'call', call: cause.call, callback: calls.get(cause.call)?.callback ?? null }];
  const written: readonly Part[] = wrote === undefined ? [text('it')] : [{ type: 'prop', prop: wrote }];
  switch (after) {
    case 'call':
      return [...changed, text(' after '), ...by, text(' wrote '), ...written];
    case 'layout':
      return [...changed, text(' after '), ...by, text(' put its component on the page by writing '), ...written];
    case 'mount':
      return [...changed, text(' when its component appeared on the page')];
    case 'navigation':
      return [...changed, text(': the browser went to another address')];
    case 'storage':
      return [...changed, text(': another tab or window wrote it')];
    default:
      return changed;
  }
}

/** Why a call was requested, as the beginning of a sentence. Exported for the tests. */
export function describeCause(cause: Cause, calls: TraceModel['calls']): readonly Part[] {
  switch (cause.type) {
    case 'user': {
      if (!cause.gesture) return byItself(cause, calls);
      const property = cause.prop_id?.slice(cause.prop_id.lastIndexOf('.') + 1) ?? '';
      return [text(`${VERBS[property] ?? 'You changed'} `), ...propOr(cause, 'a component')];
    }
    case 'component':
      return byItself(cause, calls);
    case 'interval':
      return [text('The interval '), ...propOr(cause, 'component'), text(' ticked')];
    case 'call':
      return writer(cause, calls, 'wrote', 'A call that is no longer recorded wrote ');
    case 'side-update':
      // Two that stream over one websocket at the same time cannot be told apart.
      return writer(
        cause,
        calls,
        'wrote, beside its outputs,',
        'A callback, which one was not seen, wrote beside its outputs ',
      );
    case 'clientside-set-props':
      return [text('A script in the page wrote '), ...propOr(cause, 'a property'), text(' with set_props')];
    case 'layout':
      return cause.call === undefined
        ? [text('Components were added to the page or removed from it')]
        : [
            { type: 'call', call: cause.call, callback: calls.get(cause.call)?.callback ?? null },
            text(' changed which components are on the page'),
          ];
    case 'initial':
      return [text('The page loaded')];
    case 'reconnect':
      return [text('The websocket connected again')];
    case 'history':
      return [text('Undo, redo or a remembered value set '), ...propOr(cause, 'a property')];
    case 'unknown':
      return cause.prop_id
        ? [{ type: 'prop', prop: cause.prop_id }, text(' changed; who changed it was not seen')]
        : [text('Why it was requested was not seen')];
  }
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

function describeGroup(group: readonly Cause[], calls: TraceModel['calls']): readonly Part[] {
  const [first] = group;
  if (first === undefined) return [];
  if (first.type !== 'layout' || first.call === undefined) return describeCause(first, calls);
  const propsOf = (what: Cause['what']): readonly (readonly Part[])[] =>
    group.flatMap((cause) => (cause.prop_id === undefined || cause.what !== what ? [] : [propOr(cause, '')]));
  const [added, again] = [propsOf('added'), propsOf('reinserted')];
  const did: readonly (readonly Part[])[] = [
    ...(group.length > added.length + again.length ? [[text('changed which components are on the page')]] : []),
    ...(added.length === 0 ? [] : [[text('added '), ...joined(added)]]),
    ...(again.length === 0 ? [] : [[text('re-inserted '), ...joined(again)]]),
  ];
  return [
    { type: 'call', call: first.call, callback: calls.get(first.call)?.callback ?? null },
    text(' '),
    ...joined(did),
  ];
}

/** A page load with remembered values is one reason, not several. */
function describeCauses(causes: readonly Cause[], calls: TraceModel['calls']): readonly Part[] {
  const remembered = causes.filter(({ type }) => type === 'history');
  if (remembered.length === 0 || !causes.some(({ type }) => type === 'initial'))
    return joined(perWrite(causes).map((group) => describeGroup(group, calls)));
  return [
    text('The page loaded, with '),
    ...joined(remembered.map((cause) => propOr(cause, 'a value'))),
    text(' as remembered from before'),
  ];
}

/**
 * The sentence above the phases: why the call ran and what it set off.
 * @param effects ids of the calls that name this one among their causes
 * @param waiting what it waits for, when that is known
 */
export function describeCall(
  call: Call,
  calls: TraceModel['calls'],
  effects: readonly CallId[],
  formatDuration: (ms: number) => string,
  waiting: CallReason | null = null,
): readonly Part[] {
  const ran = call.phases.sent !== undefined;
  const causes = call.causes.length > 0 ? call.causes : [{ type: 'unknown' as const }];
  const parts: Part[] = [...describeCauses(causes, calls)];
  const isUnknown = causes.every(({ type, prop_id }) => type === 'unknown' && prop_id === undefined);
  const verb = ran
    ? 'so this call ran'
    : call.outcome === 'pending'
      ? 'so this call was requested'
      : 'so this call was requested, but it never ran';
  parts.push(text(isUnknown ? '. ' : `, ${verb}. `));
  const end = describeEnd(call);
  if (end.length > 0) parts.push(...end, text(' '));
  const { requested, sent } = call.phases;
  const waited = requested === undefined || sent === undefined ? null : sent - requested;
  if (waiting === null) parts.push(...after(call, waited === null ? null : formatDuration(waited), effects, calls));
  else parts.push(...describeReason(waiting));
  return merged(parts);
}

function after(
  call: Call,
  waited: string | null,
  effects: readonly CallId[],
  calls: TraceModel['calls'],
): readonly Part[] {
  if (waited === null) return call.outcome === 'pending' ? [text('It is waiting to be sent.')] : [];
  const setOff = joined(byCallback(effects, calls));
  if (setOff.length > 0) return [text(`It waited ${waited} and set off `), ...setOff, text('.')];
  if (call.outcome === 'pending') return [text(`It waited ${waited} and is running.`)];
  return [text(`It waited ${waited} and set off nothing.`)];
}

/** One name per callback: a pattern's calls would repeat it. The name leads to the first of them. */
function byCallback(ids: readonly CallId[], calls: TraceModel['calls']): readonly (readonly Part[])[] {
  const groups = new Map<string, CallId[]>();
  for (const id of ids) {
    const key = calls.get(id)?.callback ?? id;
    const group = groups.get(key);
    if (group) group.push(id);
    else groups.set(key, [id]);
  }
  return [...groups.values()].map(([first, ...rest]): readonly Part[] => {
    if (first === undefined) return [];
    const callback = calls.get(first)?.callback ?? null;
    return rest.length > 0
      ? [{ type: 'call', call: first, callback, isFirstOf: true }, text(` (${rest.length + 1} calls)`)]
      : [{ type: 'call', call: first, callback }];
  });
}

function joined(items: readonly (readonly Part[])[]): readonly Part[] {
  const shown = items.length > NAMED ? items.slice(0, NAMED - 1) : items;
  const rest = items.length - shown.length;
  const all: readonly (readonly Part[])[] = rest > 0 ? [...shown, [text(`${rest} more`)]] : shown;
  return all.flatMap((item, i) => (i === 0 ? item : [text(i === all.length - 1 ? ' and ' : ', '), ...item]));
}

function merged(parts: readonly Part[]): readonly Part[] {
  const result = [...joinText(parts)];
  const last = result.at(-1);
  if (last?.type === 'text') result[result.length - 1] = text(last.text.trimEnd());
  return result;
}
