import type { TriggerMark } from '../../analysis/why-fired';
import { splitPropId } from '../../dash/component-id';
import type { Call, Cause, CauseType, PropId } from '../../trace/types';
import { callbackLink, code, componentLink, duration, listed, prop, say, type Part, type Text } from '../parts';

/** Properties that report one kind of action; any other one was just changed. */
const ACTIONS: ReadonlyMap<string, string> = new Map([
  ['n_clicks', 'clicked'],
  ['n_clicks_timestamp', 'clicked'],
  ['n_submit', 'pressed Enter in'],
  ['n_blur', 'left'],
]);
const actionOf = (id: PropId): string | undefined => ACTIONS.get(splitPropId(id).property);

const propOr = ({ prop_id }: Cause, otherwise: string): Part | string =>
  prop_id === undefined ? otherwise : prop(prop_id);

function userAction({ prop_id }: Cause): Text {
  if (prop_id === undefined) return say`You changed a component`;
  const action = actionOf(prop_id);
  return action === undefined ? say`You changed ${prop(prop_id)}` : say`You ${action} ${componentLink(prop_id)}`;
}

/** A component changed its own property: after what, where that is proven. `by` is the call it followed. */
function ownChange({ prop_id, after, wrote, before }: Cause, by: Part | null): Text {
  const changed =
    prop_id === undefined
      ? say`A component changed by itself`
      : say`${componentLink(prop_id)} changed its own ${code(splitPropId(prop_id).property)}`;
  const caller = by ?? 'a callback';
  switch (after) {
    case 'call':
      return say`${changed} after ${caller} wrote ${wrote === undefined ? 'it' : prop(wrote)}`;
    case 'layout':
      return say`${changed} after ${caller} added it to the page${wrote === undefined ? '' : say` by writing ${prop(wrote)}`}`;
    case 'mount':
      return before === undefined
        ? say`${changed} when it was added to the page`
        : say`${changed} when the page loaded, which it did because ${ledHere(before)}`;
    case 'navigation':
      return say`${changed} because the browser navigated`;
    case 'storage':
      return say`${changed} because another tab or window wrote it`;
    default:
      return changed;
  }
}

/** The page was loaded; also by what a call of the page before did. */
function pageLoaded({ before }: Cause): Text {
  if (before === undefined) return say`The page loaded`;
  return say`The page loaded because ${ledHere(before)}`;
}

function ledHere({ call, callback, wrote }: NonNullable<Cause['before']>): Text {
  const who = callback === null ? 'a callback' : callbackLink(callback);
  const which = call === null ? '' : say` (call ${call} there)`;
  return wrote === null
    ? say`${who} of the previous page navigated here${which}`
    : say`${who} of the previous page wrote ${prop(wrote)}${which}`;
}

export const NOT_RECORDED = say`The trigger was not recorded`;

/** What a cause did, without a full stop; `by` is the call that did it, `null` if it is not known. */
export const CAUSES: { readonly [Type in CauseType]: (cause: Cause, by: Part | null) => Text } = {
  user: (cause, by) => (cause.gesture === true ? userAction(cause) : ownChange(cause, by)),
  component: ownChange,
  interval: ({ prop_id }) => say`The interval${prop_id === undefined ? '' : say` ${componentLink(prop_id)}`} ticked`,
  call: (cause, by) =>
    by === null
      ? say`A call that is no longer recorded wrote ${propOr(cause, 'a property')}`
      : cause.what === 'restored'
        ? say`${by} wrote its output, and with it persistence restored ${propOr(cause, 'one of its inputs')}`
        : say`${by} wrote ${propOr(cause, 'one of its inputs')}`,
  // Two that stream over one websocket at the same time cannot be distinguished.
  'side-update': (cause, by) =>
    by === null
      ? say`A callback (not recorded which one) wrote ${propOr(cause, 'a property')} in addition to its outputs`
      : say`${by} wrote ${propOr(cause, 'one of its inputs')} in addition to its outputs`,
  'clientside-set-props': (cause) => say`A script on the page wrote ${propOr(cause, 'a property')} with set_props`,
  layout: (_, by) =>
    by === null ? say`Components were added to or removed from the page` : say`${by} changed the layout`,
  initial: pageLoaded,
  reconnect: () => say`The WebSocket reconnected`,
  history: (cause) => say`Undo, redo or persistence set ${propOr(cause, 'a property')}`,
  unknown: ({ prop_id }) =>
    prop_id === undefined ? NOT_RECORDED : say`${prop(prop_id)} changed (by what was not recorded)`,
};

/** What is removed, or shares its id, is the component. */
const withoutProperty = (part: Part): Part => (part.type === 'prop' ? componentLink(part.prop) : part);

/** What one call did to the layout. `others`: it changed more than these. */
export function layoutChange(
  by: Part,
  {
    added,
    second,
    again,
    removed,
    others,
    isUnchanged,
  }: {
    readonly added: readonly Part[];
    /** Their id is that of another component on the page. */
    readonly second: readonly Part[];
    readonly again: readonly Part[];
    readonly removed: readonly Part[];
    readonly others: boolean;
    readonly isUnchanged: boolean;
  },
): Text {
  const did = [
    ...(others ? [say`changed the layout`] : []),
    ...(added.length === 0 ? [] : [say`added ${listed(added)}`]),
    ...(second.length === 0 ? [] : [say`added a second component with the id ${listed(second.map(withoutProperty))}`]),
    ...(removed.length === 0 ? [] : [say`removed ${listed(removed.map(withoutProperty))}`]),
    ...(again.length === 0 ? [] : [say`re-inserted ${listed(again)}${isUnchanged ? ' with unchanged values' : ''}`]),
  ];
  return say`${by} ${listed(did)}`;
}

export const pageLoadWith = (loaded: Text, persisted: readonly (Part | Text)[]): Text =>
  say`${loaded} and restored ${listed(persisted)} (persistence)`;

/** What came of a trigger. */
export const consequence = ({ phases, outcome }: Call, self: Part | string = 'this call'): Text => {
  if (phases.sent !== undefined) return say`so ${self} ran`;
  return outcome === 'pending' ? say`so ${self} was requested` : say`so ${self} was requested, but it never ran`;
};

export const NOT_PREVENTED = say`To Dash this is a change of an input, not an initial call, so prevent_initial_call does not prevent it.`;

/** The value that a call got is not the one that triggered it. */
export const otherComponents = (props: readonly Part[]): Text =>
  say`Dash took ${listed(props)} from another component with the same id, not from the one that changed.`;

export const NOT_SENT = say`It is waiting to be sent.`;

/** What a call that was sent did next. */
export function effectsText(waited: number, effects: readonly Text[], isRunning: boolean): Text {
  if (effects.length > 0) return say`It waited ${duration(waited)} and triggered ${listed(effects)}.`;
  return isRunning
    ? say`It waited ${duration(waited)} and is running.`
    : say`It waited ${duration(waited)} and triggered nothing.`;
}

/** How the value of a trigger compares with the one that the callback got the last time it ran. */
export const TRIGGER_MARKS: Readonly<Record<TriggerMark, { readonly text: string; readonly title: string }>> = {
  changed: { text: 'changed', title: 'The value differs from the one in the previous run of this callback' },
  same: {
    text: 'same value',
    title: 'Written with the value of the previous run. Dash triggers the callback for every write, changed or not.',
  },
  other: {
    text: 'other component',
    title: 'The callback got the value of another component with the same id, which is the one that Dash uses',
  },
  new: { text: 'new', title: 'The previous run of this callback did not get this property' },
};

const pageLoadFrom = ({
  call,
  wrote,
}: NonNullable<Cause['before']>): { readonly words: string; readonly id: Part | null } => ({
  words: `Page load, by ${call === null ? 'a call' : `call ${call}`} of the previous page`,
  id: wrote === null ? null : prop(wrote),
});

/** What began a wave, in a few words; `id` follows in monospace. */
export const WAVE_BEGINNINGS: {
  readonly [Type in CauseType]: (cause: Cause) => { readonly words: string; readonly id: Part | null };
} = {
  user: ({ gesture, prop_id }) => {
    const id = prop_id === undefined ? null : prop(prop_id);
    if (gesture !== true) return { words: 'Changed by itself:', id };
    const action = prop_id === undefined ? undefined : actionOf(prop_id);
    return action === undefined || prop_id === undefined
      ? { words: 'You changed', id }
      : { words: `You ${action}`, id: componentLink(prop_id) };
  },
  component: ({ prop_id, before }) =>
    before === undefined
      ? { words: 'Changed by itself:', id: prop_id === undefined ? null : prop(prop_id) }
      : pageLoadFrom(before),
  interval: ({ prop_id }) => ({
    words: 'Tick of',
    id: prop_id === undefined ? code('an interval') : componentLink(prop_id),
  }),
  initial: ({ before }) => (before === undefined ? { words: 'Page load', id: null } : pageLoadFrom(before)),
  layout: () => ({ words: 'Layout change', id: null }),
  'clientside-set-props': ({ prop_id }) => ({
    words: 'A script wrote',
    id: prop_id === undefined ? null : prop(prop_id),
  }),
  reconnect: () => ({ words: 'WebSocket reconnected', id: null }),
  history: ({ prop_id }) => ({
    words: 'Undo, redo or persistence:',
    id: prop_id === undefined ? null : prop(prop_id),
  }),
  call: writtenBy,
  'side-update': writtenBy,
  unknown: ({ prop_id }) =>
    prop_id === undefined
      ? { words: 'Beginning not recorded', id: null }
      : { words: 'Changed (by what was not recorded):', id: prop(prop_id) },
};

function writtenBy({ call, prop_id }: Cause): { readonly words: string; readonly id: Part | null } {
  return {
    words: call === undefined ? 'A call wrote' : `Call ${call} wrote`,
    id: prop_id === undefined ? null : prop(prop_id),
  };
}
