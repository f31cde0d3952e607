import type { RuleId } from './finding';

export const RULE_GROUPS = ['slow', 'cycles', 'conflicts'] as const;
export type RuleGroup = (typeof RULE_GROUPS)[number];

export const GROUP_TITLES: Readonly<Record<RuleGroup, string>> = {
  slow: 'Slow, or more work than needed',
  cycles: 'Cycles and loops',
  conflicts: 'Conflicts and old values',
};

/** What a person reads of a rule, whatever it was found in. */
export interface RuleText {
  readonly group: RuleGroup;
  readonly title: string;
  /** The rule of Dash behind it. */
  readonly because: string;
  /** What to do about it. */
  readonly advice: string;
}

export const RULE_TEXTS: Readonly<Record<RuleId, RuleText>> = {
  'large-state': {
    group: 'slow',
    title: 'A large value is sent again and again',
    because:
      'Dash keeps nothing on the server between calls: each request holds the whole value of every Input and State, not compressed.',
    advice:
      'Keep the value on the server (a file, a database, a cache) and use a short key as State, or read it in a clientside callback.',
  },
  'same-inputs-twice': {
    group: 'slow',
    title: 'The same computed twice',
    because: 'Dash calls a callback for every write of one of its Inputs, also when the value is the same as before.',
    advice: 'Write the property in one place only, or return no_update where the value stays the same.',
  },
  'interval-too-fast': {
    group: 'slow',
    title: 'An interval is faster than its callback',
    because:
      'When a callback is requested again before its result is there, Dash throws the older result away; the server computes it all the same.',
    advice: 'Make the interval longer than the callback takes, or disable it with running= while the callback runs.',
  },
  'many-changes': {
    group: 'slow',
    title: 'Every small change calls the server',
    because:
      'Dash calls a callback for every change of an Input: for every letter, and for every step while a slider is dragged.',
    advice:
      'Set debounce on the input, use the property that changes when the person is done (value in place of drag_value), or make the callback clientside. Hovering has no debounce: clickData may be enough.',
  },
  'no-free-place': {
    group: 'slow',
    title: 'Calls wait because twelve others run',
    because: 'Dash runs at most twelve callbacks at the same time; further ones wait in the page until one is done.',
    advice:
      'Let one callback return several outputs, make small ones clientside, or make long ones background callbacks.',
  },
  'inputs-arrive-apart': {
    group: 'slow',
    title: 'One action runs a callback several times',
    because:
      'Dash waits for declared outputs that are still to come, and not for set_props (old versions not always for outputs either): what arrives later calls the callback again.',
    advice: 'Return the value as an Output in place of set_props, or make one of the two properties a State.',
  },
  'whole-figure': {
    group: 'slow',
    title: 'A large value is returned whole for a small change',
    because: 'A value that a callback returns takes the place of the whole property. A Patch sends only what changed.',
    advice:
      'Return a Patch of what changed (for a figure: fig = Patch(), then fig["layout"]["title"]["text"] = …); where nothing changed, return no_update.',
  },
  'could-be-clientside': {
    group: 'slow',
    title: 'A callback could run in the browser',
    because: 'A clientside callback runs in the page, without a request to the server.',
    advice: 'Where it needs nothing but its Inputs and State, write it with app.clientside_callback.',
  },
  'declared-cycle': {
    group: 'cycles',
    title: 'Callbacks in a circle',
    because:
      'Dash runs a callback once for each action and drops the request that comes back to it. With the dev tools on it reports "Circular Dependencies". One callback that has its own output as an Input is allowed.',
    advice:
      'Make one callback of them, with all the properties as Input and Output, and ask ctx.triggered_id which one changed; or make one of the Inputs a State.',
  },
  loop: {
    group: 'cycles',
    title: 'Callbacks call each other round and round',
    because:
      'Dash drops a request that comes back by declared outputs. By set_props, running, progress, or a component that changes itself, Dash cannot see the circle.',
    advice: 'Stop when the value does not change any more (PreventUpdate), or read the property as State.',
  },
  'two-writers': {
    group: 'conflicts',
    title: 'Two callbacks write the same property at the same time',
    because:
      'Dash applies results in the order in which they arrive. A newer request replaces an older one of the same callback only, not of another.',
    advice:
      'Let one callback write the property, with the Inputs of both, or let the second one begin when the first is done.',
  },
  'lost-update': {
    group: 'conflicts',
    title: 'What one callback wrote is lost',
    because:
      'A callback gets its State when the request is sent. What others write while it runs it does not see, and its result takes the place of theirs.',
    advice: 'Return a Patch that adds to the value (Patch().append), or let one callback do both.',
  },
  'stale-input': {
    group: 'conflicts',
    title: 'A callback ran before its Input was there',
    because:
      'Dash waits for the outputs of callbacks that are still running, but not for outputs with allow_duplicate=True.',
    advice:
      'Write the property with a single Output, without allow_duplicate, or let the first callback start the second by another output.',
  },
  'stale-state': {
    group: 'conflicts',
    title: 'A State was read just before it changed',
    because:
      'Dash waits for Inputs that are about to change, not for State. A later change of a State does not call the callback again.',
    advice: 'Make the property an Input, so that the callback waits for it.',
  },
  'duplicate-output': {
    group: 'conflicts',
    title: 'Duplicate callback outputs',
    because:
      'An output may be written by one callback, or by several that all have allow_duplicate=True and different Inputs: from the Inputs Dash makes the name that tells them apart.',
    advice: 'Set allow_duplicate=True on all but one, give them different Inputs, or make one callback of them.',
  },
};
