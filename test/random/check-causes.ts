import { splitPropId } from '../../src/dash/component-id';
import type { FileCall } from '../../src/trace/file/trace-file';
import type { Cause } from '../../src/trace/types';
import { allComponents, boxesOf, givenTo, short, standsFor, type Known, type NumberedCall } from './known';
import type { PageGesture } from './play';
import { tokensOf, type Token } from './tokens';

/** A request is made within the handler of a gesture; clocks of one page differ by rounding only. */
const ROUNDING = 1;

/** Causes: the token of the value that triggered a call identifies its writer; gestures and ticks have none. */
export function checkCauses(known: Known): readonly string[] {
  return [
    ...known.calls.flatMap((each) => [...checkOrigins(known, each), ...checkEach(known, each)]),
    ...checkGestures(known),
    ...checkActions(known),
  ];
}

const inWords = (causes: readonly Cause[]): string =>
  causes.length === 0
    ? 'nothing'
    : causes
        .map(({ type, prop_id, call, gesture }) =>
          `${type} ${prop_id ?? ''} ${call ?? ''}${gesture === true ? ' by a gesture' : ''}`.trim(),
        )
        .join(', ');

/** The origin of each value that triggered a call is among its causes. */
function checkOrigins(known: Known, { number, call }: NumberedCall): readonly string[] {
  const given = givenTo(call);
  const differences: string[] = [];
  for (const prop of call.changed) {
    const causes = call.causes.filter(({ prop_id }) => prop_id === prop);
    const say = (wanted: string): void => {
      differences.push(
        `${call.id} (callback ${number}): ${prop} came from ${wanted}, the trace says ${inWords(causes)}`,
      );
    };
    if (causes.length === 0) say('somewhere');
    // What a request that never ran would have received is unknown.
    if (call.ctx === null || !given.has(prop)) continue;
    const token = tokensOf(given.get(prop)).at(-1);
    if (token === undefined) {
      const wanted = ownWriter(prop);
      if (wanted !== null && !causes.some((cause) => wanted.is(cause))) say(wanted.name);
      continue;
    }
    const origin = originOf(known, token);
    // A component that is inserted again keeps its value, and Dash triggers its callbacks all the same.
    if (causes.some((cause) => cause.type === 'layout' && isInBox(known, cause, prop))) continue;
    if (!causes.some((cause) => origin.is(cause))) say(`${origin.name} (${short(token)})`);
  }
  return differences;
}

/** The call filled a box that can contain the component. */
function isInBox({ evidence, trace }: Known, { call }: Cause, prop: string): boolean {
  const { id, property } = splitPropId(prop);
  const writer = trace.calls.find((each) => each.id === call);
  return evidence.app.components.some(
    (box) =>
      box.type === 'box' &&
      box.variants
        .flat()
        .some((each) =>
          standsFor(
            { id: typeof each.id === 'string' ? each.id : { ...each.id, i: ['ALL'] }, property },
            `${id}.${property}`,
          ),
        ) &&
      writer?.outputs.some(({ prop_id, update }) => prop_id === `${box.id}.children` && update !== 'no_update') ===
        true,
  );
}

interface Origin {
  readonly name: string;
  readonly is: (cause: Cause) => boolean;
}

/** Writers whose values carry no token. */
function ownWriter(prop: string): Origin | null {
  switch (splitPropId(prop).property) {
    case 'n_intervals':
      return { name: 'an interval', is: ({ type }) => type === 'interval' };
    case 'n_clicks':
    case 'value':
      return {
        name: 'a gesture',
        is: ({ type, gesture }) => (type === 'user' && gesture === true) || type === 'layout',
      };
    default:
      return null;
  }
}

function originOf(known: Known, token: Token): Origin {
  const { evidence, trace } = known;
  const key = evidence.keys[token.callback];
  const isOf = (id: Cause['call']): boolean => trace.calls.find((call) => call.id === id)?.callback === key;
  if (token.kind === 'k')
    return { name: `callback ${token.callback}`, is: ({ type, call }) => type === 'call' && isOf(call) };
  if (token.kind === 'r')
    return {
      name: `running of callback ${token.callback}`,
      is: ({ type, call }) => type === 'side-update' && isOf(call),
    };
  const writer = known.callOf(token);
  const name = `${token.slot.startsWith('s') ? 'set_props of ' : ''}${writer?.id ?? 'a call that is not in the trace'}`;
  if (token.slot === 'v')
    return { name: `what ${name} put on the page`, is: ({ type, call }) => type === 'layout' && call === writer?.id };
  if (!token.slot.startsWith('s')) return { name, is: ({ type, call }) => type === 'call' && call === writer?.id };
  if (token.kind === 'c') return { name, is: ({ type }) => type === 'clientside-set-props' };
  return { name, is: ({ type, call }) => type === 'side-update' && call === writer?.id };
}

/** Each reported cause is possible. */
function checkEach(known: Known, { number, call }: NumberedCall): readonly string[] {
  return call.causes.flatMap((cause) => {
    const why = whyImpossible(known, call, cause);
    return why === null ? [] : [`${call.id} (callback ${number}): ${inWords([cause])} cannot be: ${why}`];
  });
}

function whyImpossible(known: Known, call: FileCall, { type, prop_id: prop, call: by, gesture }: Cause): string | null {
  const { trace, evidence } = known;
  const writer = by === undefined ? undefined : trace.calls.find(({ id }) => id === by);
  if (by !== undefined && writer === undefined) return 'there is no such call';
  if (writer !== undefined && (writer.phases.requested ?? 0) > (call.phases.requested ?? 0)) return 'it came later';
  const type_ = type as string;
  switch (type_) {
    case 'call':
      if (prop === undefined || writer === undefined) return 'it names nothing';
      return writer.outputs.some(({ prop_id, update }) => prop_id === prop && update !== 'no_update')
        ? null
        : 'that call did not write it';
    case 'side-update': {
      if (prop === undefined) return 'it names nothing';
      const { id, property } = splitPropId(prop);
      return writer?.sideUpdates.some(({ props }) => Object.hasOwn(props[id] ?? {}, property)) === true
        ? null
        : 'that call did not write it in addition to its outputs';
    }
    case 'layout':
      return writer === undefined ||
        writer.outputs.some(({ prop_id, update }) => boxesOf(evidence.app).includes(prop_id) && update !== 'no_update')
        ? null
        : 'that call put nothing on the page';
    case 'user':
      if (gesture !== true || prop === undefined) return null;
      return gesturesOn(known, prop).some(({ at }) => at <= (call.phases.requested ?? 0) + ROUNDING)
        ? null
        : 'it was not touched before';
    case 'interval':
      return prop?.endsWith('.n_intervals') === true ? null : 'it is no interval';
    case 'initial':
      return call.initial || evidence.app.components.length > 0 ? null : 'the page had been loaded';
    case 'clientside-set-props':
      return prop !== undefined && isSetInPage(known, prop) ? null : 'no function in the page sets it';
    case 'component':
      return null;
    default:
      return 'it says nothing';
  }
}

const isSetInPage = ({ evidence }: Known, prop: string): boolean =>
  evidence.app.callbacks.some(
    ({ kind, acts }) =>
      (kind === 'clientside' || kind === 'async') && acts.some(({ sets }) => sets?.some((dep) => standsFor(dep, prop))),
  );

/** What a gesture on a component changes; a link changes the address. */
function gesturesOn({ evidence }: Known, prop: string): readonly PageGesture[] {
  const { id, property } = splitPropId(prop);
  const { gestures } = evidence.page;
  if (property === 'n_clicks') return gestures.filter((each) => each.type === 'click' && each.id === id);
  if (property === 'pathname') {
    const links = allComponents(evidence.app).flatMap((each) => (each.type === 'link' ? [each.id] : []));
    return gestures.filter((each) => each.type === 'click' && links.includes(each.id));
  }
  return gestures.filter((each) => each.id === id);
}

/** Every gesture that changes an Input requests its callbacks at once. */
function checkGestures(known: Known): readonly string[] {
  const { evidence, calls } = known;
  const types = new Map(
    allComponents(evidence.app).map((each) => [
      each.type === 'button' || each.type === 'text' ? JSON.stringify(each.id) : '',
      each.type,
    ]),
  );
  return evidence.page.gestures.flatMap((gesture, index) => {
    const prop = gesture.type === 'click' ? `${gesture.id}.n_clicks` : `${gesture.id}.value`;
    const isText = types.get(JSON.stringify(gesture.id)) === 'text';
    if (gesture.type === 'input' && !isText) return [];
    const until = evidence.page.gestures[index + 1]?.at ?? Infinity;
    return evidence.app.callbacks.flatMap(({ inputs, outputs }, number) => {
      // With MATCH there may be none on the page to request it for.
      if (!inputs.some((dep) => standsFor(dep, prop)) || outputs.some(({ id }) => typeof id !== 'string')) return [];
      const isThere = calls.some(
        ({ number: own, call }) =>
          own === number &&
          call.changed.includes(prop) &&
          (call.phases.requested ?? 0) >= gesture.at - ROUNDING &&
          (call.phases.requested ?? 0) <= until + ROUNDING,
      );
      return isThere
        ? []
        : [`callback ${number}: nothing was requested for the ${gesture.type} on ${gesture.id} at ${gesture.at}`];
    });
  });
}

/** What two gestures triggered has two numbers. */
function checkActions({ evidence, calls }: Known): readonly string[] {
  const byAction = new Map<number, Set<string>>();
  for (const { call } of calls)
    for (const { action, prop_id } of call.causes) {
      if (action === undefined || prop_id === undefined) continue;
      const known = byAction.get(action) ?? new Set();
      known.add(prop_id);
      byAction.set(action, known);
    }
  return [...byAction]
    .filter(([, props]) => new Set([...props].map((prop) => splitPropId(prop).id)).size > 1)
    .map(
      ([action, props]) =>
        `action ${action} is said to have changed ${[...props].join(', ')}, of ${evidence.page.gestures.length} gestures`,
    );
}
