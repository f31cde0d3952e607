import type { FindingGroup } from '../../analysis/problems/finding';
import type { RuleId, RuleParams } from '../../analysis/problems/rules';
import type { ErrorParams, FailedResponseParams } from '../../analysis/problems/rules/errors';
import type { LoopParams } from '../../analysis/problems/rules/loops';
import type { SharedIdParams } from '../../analysis/problems/rules/shared-id';
import { prettyIdText, pythonComponent } from '../../dash/pretty';
import type { PropId } from '../../trace/types';
import {
  callbackLink,
  callNumber,
  code,
  duration,
  joinText,
  listed,
  prop,
  say,
  sentences,
  size,
  text,
  type Part,
  type Text,
} from '../parts';
import { textFor } from '../text-for';
import { CALL_REASONS } from './reasons';

export const FINDING_GROUP_TITLES: Readonly<Record<FindingGroup, string>> = {
  errors: 'Errors',
  slow: 'Slow, or more work than needed',
  cycles: 'Cycles and loops',
  conflicts: 'Conflicts and stale values',
};

/** What a person reads of a kind of finding. */
export interface FindingText<Params> {
  readonly title: string;
  /** The rule of Dash behind it. */
  readonly why: string;
  readonly fix: string;
  /** What happened. */
  readonly sentence: (params: Params) => Text;
  /** What would be gained; absent where nothing can be counted. */
  readonly saving?: (params: Params) => Text;
  /** Several of the same kind, such as all cycles of a group of callbacks; empty where the sentence has them all. */
  readonly list?: (params: Params) => {
    readonly title: string;
    readonly items: readonly Text[];
    readonly isAll: boolean;
  };
}

/** `1 call`, `3 calls`. */
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
/** `once`, `twice`, `3 times`. */
const times = (number: number): string => (number === 1 ? 'once' : number === 2 ? 'twice' : `${number} times`);

const failed = ({ callback, count: calls, message, frame }: ErrorParams): Text =>
  sentences(
    say`${callbackLink(callback)} failed ${times(calls)}: ${message === '' ? 'no message was sent' : message.replace(/\.$/, '')}.`,
    frame === null
      ? null
      : say`Raised at ${code(`${frame.file}:${frame.line}`)}${frame.name === '' ? '' : say` in ${code(frame.name)}`}.`,
  );

const responses = ({ callback, count: calls, reason }: FailedResponseParams): Text =>
  sentences(
    calls === 1
      ? say`This happened to one call of ${callbackLink(callback)}.`
      : say`This happened to ${calls} calls of ${callbackLink(callback)}; the latest is explained here.`,
    reason === null ? null : textFor(CALL_REASONS, reason),
  );

/** Longer cycles leave out their middle. */
const LONGEST_PATH = 16;

/** `c → a → b → c`: the way round, beginning with what closes it. */
function wayRound(steps: readonly Text[]): Text {
  const last = steps.at(-1);
  const way = last === undefined ? [] : [last, ...steps];
  const left = way.length - LONGEST_PATH;
  const shown =
    left > 1 ? [...way.slice(0, LONGEST_PATH / 2), say`… ${left} more …`, ...way.slice(-LONGEST_PATH / 2)] : way;
  return joinText(shown.flatMap((step, at) => (at === 0 ? step : [text(' → '), ...step])));
}

const cyclePath = (steps: readonly (readonly PropId[])[]): Text =>
  wayRound(steps.map((props) => listed(props.map(prop), 4, 'or')));

export const HAS_STOPPED = 'It has stopped.';

function loopValues({ closing, values }: LoopParams): Text | null {
  const last = values.at(-1);
  const before = values.at(-2);
  if (closing === null || last === undefined || before === undefined) return null;
  if (values.every((value) => value === last)) return say`${prop(closing)} is ${last} in each turn.`;
  const isTurning =
    values.length >= 4 &&
    values.every((value, index) => index < 2 || (value === values[index - 2] && value !== values[index - 1]));
  return isTurning
    ? say`${prop(closing)} alternates between ${before} and ${last}.`
    : say`${prop(closing)} changes with each turn: ${values.slice(-3).join(', ')} …`;
}

const idCode = (id: string): Part => code(prettyIdText(id));

/** Where the components with one id are. */
const sharedPlaces = ({ inside, used }: SharedIdParams): Text =>
  listed(
    inside.map(
      (around, at) =>
        say`one ${around === null ? 'outside all components with an id' : say`inside ${idCode(around)}`}${at === used ? ' (the one that Dash used)' : ''}`,
    ),
  );

function loopRate({ turns, duration: ms }: LoopParams): string {
  const rate = turns / Math.max(0.001, ms / 1000);
  return rate < 10 ? rate.toFixed(1) : String(Math.round(rate));
}

export const FINDING_TEXTS: { readonly [Id in RuleId]: FindingText<RuleParams[Id]> } = {
  'server-error': {
    title: 'A callback failed on the server',
    why: 'When a callback raises an exception, none of its outputs change and callbacks that depend on them are not triggered.',
    fix: 'Open the call to see the traceback. If none was sent, run the app with debug=True or look at the server log.',
    sentence: failed,
  },
  'clientside-error': {
    title: 'A clientside callback failed',
    why: 'When a clientside function throws or its promise is rejected, none of its outputs change and callbacks that depend on them are not triggered.',
    fix: 'Open the call to see the stack and the source of the function.',
    sentence: failed,
  },
  'server-unreachable': {
    title: 'The server did not respond',
    why: 'Dash does not retry a request that got no response: the call fails and its outputs do not change.',
    fix: 'Check that the server is running and reachable, and that no proxy in between closes the connection.',
    sentence: ({ callback, count: calls }) =>
      say`${count(calls, 'request')} of ${callbackLink(callback)} got no response.`,
  },
  'foreign-response': {
    title: 'A response that Dash cannot use',
    why: 'A proxy, a login page or another server responded instead of Dash, or the response broke off. The outputs do not change, and whether the function ran is not known.',
    fix: 'Open the call to see how the response begins and where it came from. Then check the login, the proxy with its time limits, and the path prefix of the app.',
    sentence: responses,
  },
  'not-applied': {
    title: 'Dash could not apply a result',
    why: 'The function returned, but the page could not be updated with what it returned. A Patch, for example, can only change a value that exists.',
    fix: 'Give the property a value first, in the layout or by returning the whole value once.',
    sentence: responses,
  },
  'large-state': {
    title: 'A large value is sent again and again',
    why: 'Dash keeps nothing on the server between calls: each request contains the whole value of every Input and State, uncompressed.',
    fix: 'Keep the value on the server (a file, a database, a cache) and use a short key as State, or read it in a clientside callback.',
    sentence: ({ callback, prop: id, role, count: calls, bytes, repeated }) =>
      sentences(
        say`${callbackLink(callback)} sent ${prop(id)} to the server ${times(calls)} as ${role === 'State' ? 'State' : 'an unchanged Input'}, ${size(bytes)} in total.`,
        repeated === 0
          ? null
          : say`In ${repeated} of these requests it had the same length and beginning as in the previous one.`,
      ),
    saving: ({ bytes, repeated, repeatedBytes }) =>
      repeated > 0 ? say`${size(repeatedBytes)} of ${size(bytes)} sent` : say`up to ${size(bytes)} sent`,
  },
  'same-inputs-twice': {
    title: 'Same inputs, computed twice',
    why: 'Dash triggers a callback for every write of one of its Inputs, even when the value is unchanged.',
    fix: 'Write the property in one place only, or return no_update when the value is unchanged.',
    sentence: ({ callback, count: calls }) =>
      say`${callbackLink(callback)} ran again with identical Inputs and State, ${times(calls)}, and returned the same result.`,
    saving: ({ count: calls, ms }) => say`${count(calls, 'call')}, ${duration(ms)}`,
  },
  'repeated-later': {
    title: 'An expensive call is repeated with the same inputs',
    why: 'Dash keeps no results: a callback runs again for inputs that it has had before, for example when a user returns to a page or an earlier choice.',
    fix: 'Cache the result on the server (memoize the function with flask-caching, or use cache_by for a background callback), unless the function has to do something else on the server each time.',
    sentence: ({ callback, count: calls, ms, kind }) =>
      say`${callbackLink(callback)} ran again with Inputs and State identical to those of an earlier call, ${times(calls)}, and returned the same result. ${kind === 'background' ? 'The repeated jobs' : 'The repeated calls'} took ${duration(ms)}.`,
    saving: ({ count: calls, ms }) => say`${count(calls, 'call')}, ${duration(ms)}`,
  },
  'interval-too-fast': {
    title: 'An interval is faster than its callback',
    why: 'When a callback is requested again before its result has arrived, Dash discards the older result; the server computes it anyway.',
    fix: 'Make the interval longer than the callback takes, or disable it with running= while the callback runs.',
    sentence: ({ callback, prop: id, every, takes, count: calls, discarded, superseded }) =>
      say`${prop(id)} ticks every ${duration(every)}, but ${callbackLink(callback)} takes ${takes === null ? 'longer' : duration(takes)}: ${discarded + superseded} of ${calls} calls were overtaken by the next tick (${[
        ...(discarded > 0 ? [`${count(discarded, 'result')} discarded`] : []),
        ...(superseded > 0 ? [`${count(superseded, 'call')} never ran`] : []),
      ].join(', ')}).`,
    saving: ({ discarded, lost, takes }) =>
      say`${discarded === 0 ? '' : say`${count(discarded, 'discarded result')}${lost === 0 ? '' : say`, ${duration(lost)}`}; `}${takes === null ? 'with a longer interval every result arrives' : say`with an interval of more than ${duration(takes)} most results arrive`}`,
  },
  'many-changes': {
    title: 'Every small change calls the server',
    why: 'Dash triggers a callback for every change of an Input: for every keystroke, and for every step while a slider is dragged.',
    fix: 'Set debounce on the input, use the property that changes when the user is done (value instead of drag_value), or make the callback clientside. Hovering has no debounce: clickData may be enough.',
    sentence: ({ callback, prop: id, within, changes, ran, calls, others }) =>
      sentences(
        say`${prop(id)} kept changing for ${duration(within)}, and each change triggered ${callbackLink(callback)}: ${changes === ran ? (calls === ran ? count(ran, 'call') : `${count(changes, 'change')}, ${count(calls, 'call')}`) : `requested ${times(changes)}, ran ${times(ran)}`}.`,
        others > 0 ? say`The same happened with ${count(others, 'other component')} of this id pattern.` : null,
      ),
    saving: ({ ran, calls, ms }) =>
      say`up to ${Math.round((calls * (ran - 1)) / ran)} of ${calls} calls, ${duration((ms * (ran - 1)) / ran)}`,
  },
  'no-free-place': {
    title: 'Calls wait because twelve others are running',
    why: 'Dash runs at most twelve callbacks at the same time; the others wait in the page until one has finished.',
    fix: 'Let one callback return several outputs, make small ones clientside, or make long ones background callbacks.',
    sentence: ({ count: calls, waiting, holding, limit, longest }) =>
      say`${count(calls, 'call')} of ${listed(waiting.map(callbackLink))} waited for up to ${duration(longest)} because ${limit} calls of ${listed(holding.map(callbackLink))} were running.`,
    saving: ({ total }) => say`${duration(total)} of waiting`,
  },
  'inputs-arrive-apart': {
    title: 'One action runs a callback several times',
    why: 'Dash waits for pending outputs, but not for set_props (and older versions do not always wait for outputs): whatever arrives later triggers the callback again.',
    fix: 'Return the value as an Output instead of using set_props, or make one of the two properties a State.',
    sentence: ({ callback, count: calls, props }) =>
      say`${callbackLink(callback)} ran more than once for one action, ${times(calls)}, because its Inputs ${listed(props.map(prop))} arrived one after the other.`,
    saving: ({ count: calls, ms }) => say`${count(calls, 'call')}, ${duration(ms)}`,
  },
  'whole-figure': {
    title: 'A large value is returned whole for a small change',
    why: 'A returned value replaces the whole property. A Patch sends only what changed.',
    fix: 'Return a Patch with the change (for a figure: fig = Patch(), then fig["layout"]["title"]["text"] = …); return no_update when nothing changed.',
    sentence: ({ callback, prop: id, count: calls, isEqual }) =>
      say`${callbackLink(callback)} returned all of ${prop(id)} again, ${times(calls)}, though ${isEqual ? 'it was unchanged' : 'at least nine tenths of it were unchanged'}.`,
    saving: ({ same, bytes }) => say`${size(same)} of ${size(bytes)} received`,
  },
  'job-left': {
    title: 'A job keeps running although its result is not fetched any more',
    why: 'Dash ends a job only when a cancel input changes or its callback is requested again. A page that is left stops polling, and the worker continues.',
    fix: 'Keep jobs short, let the function check whether its result is still wanted, or cancel the job with an input that changes before the page is left.',
    sentence: ({ callback, count: jobs, by }) =>
      sentences(
        by === 'page_left'
          ? say`${count(jobs, 'job')} of ${callbackLink(callback)} ${jobs === 1 ? 'was' : 'were'} running when the page was left, reloaded or closed.`
          : say`${count(jobs, 'job')} of ${callbackLink(callback)} ${jobs === 1 ? 'was' : 'were'} running when the outputs were removed from the page.`,
        say`Nothing ended ${jobs === 1 ? 'it' : 'them'} from this page; when the worker finished is not known.`,
      ),
  },
  'could-be-clientside': {
    title: 'A callback could run in the browser',
    why: 'A clientside callback runs in the page, without a request to the server.',
    fix: 'If it needs nothing but its Inputs and State, write it with app.clientside_callback.',
    sentence: ({ callback, count: calls }) =>
      say`${callbackLink(callback)} went to the server ${times(calls)} only to change how something looks, and identical Inputs and State always gave the same result. Whether the function does something else on the server cannot be seen from here.`,
    saving: ({ count: calls, ms }) => say`${count(calls, 'request')}, ${duration(ms)}`,
  },
  'unknown-property': {
    title: 'Component without this property',
    why: 'Dash compares callbacks with the properties that components declare and only reports the difference in its dev tools. The callback still runs: an Output is written without an error, and an Input changes only if another callback writes it.',
    fix: "Correct the name. The component's documentation, or help(component) in Python, lists its properties.",
    sentence: ({ prop: id, dependency, component, near }) =>
      sentences(
        say`${prop(id)} is used as ${dependency === 'State' ? 'a' : 'an'} ${dependency}, but Dash reports that ${code(pythonComponent(component))} has no such property.`,
        near.length === 0 ? null : say`Did you mean ${listed(near.map(code), 3, 'or')}?`,
      ),
  },
  'declared-cycle': {
    title: 'Callbacks form a cycle',
    why: 'Dash runs a callback once per action and drops the request that comes back to it. With the dev tools on it reports "Circular Dependencies". A single callback that has its own output as an Input is allowed.',
    fix: 'Merge them into one callback with all the properties as Input and Output, and use ctx.triggered_id to see which one changed; or make one of the Inputs a State.',
    sentence: ({ callbacks, paths, isAll, onPage, cut, isFewest }) =>
      sentences(
        say`${cyclePath(paths[0] ?? [])}: each is an Input of the callback that writes the next one.`,
        isAll && paths.length === 1
          ? null
          : say`${callbacks} callbacks form ${isAll ? '' : 'at least '}${count(paths.length, 'cycle')} like this.`,
        onPage.length === 0 ? null : say`On the page now: ${wayRound(onPage.map((id) => [prop(id)]))}.`,
        say`Without ${listed(cut.map(({ callback, prop: id }) => say`${prop(id)} as an Input of ${callbackLink(callback)}`))} there is no cycle.`,
        isFewest ? null : say`Removing fewer Inputs may be enough.`,
      ),
    list: ({ paths, isAll }) => ({ title: 'Cycles', items: paths.length > 1 ? paths.map(cyclePath) : [], isAll }),
  },
  loop: {
    title: 'Callbacks trigger each other in a loop',
    why: 'Dash drops a request that comes back through declared outputs. Through set_props, running, progress, or a component that changes itself, Dash cannot see the cycle.',
    fix: 'Stop when the value no longer changes (PreventUpdate), or read the property as State.',
    sentence: (params) =>
      sentences(
        say`${wayRound(params.steps.map((step) => ('prop' in step ? [prop(step.prop)] : [callbackLink(step.callback)])))}: a loop of ${params.turns} turns in ${duration(params.duration)} (${loopRate(params)} a second), without a click or a key.`,
        loopValues(params),
        params.adding.length === 0
          ? null
          : say`In each turn ${listed(params.adding.map(callbackLink))} ${params.adding.length === 1 ? 'puts' : 'put'} new components on the page, and Dash triggers their callbacks because they are new.`,
        params.byItself === null
          ? null
          : say`${prop(params.byItself)} changed from outside between the turns: a Store kept by the browser does so when another tab of the app writes it.`,
        params.hasStopped ? say`${HAS_STOPPED}` : null,
      ),
    saving: ({ turns, duration: ms }) => say`${turns - 1} turns, ${duration(ms)}`,
  },
  'two-writers': {
    title: 'Two callbacks write the same property at the same time',
    why: 'Dash applies results in the order in which they arrive. A newer request replaces an older one only if both are of the same callback.',
    fix: 'Let one callback write the property, with the Inputs of both, or trigger the second one by an output of the first.',
    sentence: ({ first, second, prop: id, count: calls, overtaken }) => {
      const who =
        first === second
          ? say`Two calls of ${callbackLink(first)}`
          : say`${callbackLink(first)} and ${callbackLink(second)}`;
      return overtaken
        ? say`${who} were running at the same time, ${times(calls)}, and both write ${prop(id)}. The response to the earlier request arrived last and won, although the later request was newer.`
        : say`${who} were triggered by the same action, ${times(calls)}, and both write ${prop(id)}. The value of the slower one wins.`;
    },
  },
  'lost-update': {
    title: 'An update is lost',
    why: 'A callback gets its State when the request is sent. It does not see what others write while it runs, and its result overwrites theirs.',
    fix: 'Return a Patch that adds to the value (Patch().append), or let one callback do both.',
    sentence: ({ first, second, prop: id, count: calls }) =>
      first === second
        ? say`Two calls of ${callbackLink(first)} were running at the same time, ${times(calls)}. The later one had read ${prop(id)} before the other wrote it, and then overwrote it: what the other had written is lost.`
        : say`${callbackLink(first)} and ${callbackLink(second)} were running at the same time, ${times(calls)}. ${callbackLink(second)} had read ${prop(id)} before the other wrote it, and then overwrote it: what ${callbackLink(first)} had written is lost.`,
  },
  'stale-input': {
    title: 'A callback ran before its Input was ready',
    why: 'Dash waits for the outputs of callbacks that are still running, but not for outputs with allow_duplicate=True.',
    fix: 'Write the property with a single Output, without allow_duplicate, or trigger the second callback by another output of the first.',
    sentence: ({ reader, writer, prop: id, count: calls, isOld }) =>
      isOld
        ? say`${callbackLink(reader)} ran ${times(calls)} with the old value of ${prop(id)}, while ${callbackLink(writer)} was about to write it, and again with the new one.`
        : say`${callbackLink(reader)} ran ${times(calls)} while ${callbackLink(writer)} was about to write ${prop(id)}, and again when it was written.`,
    saving: ({ count: calls, ms }) => say`${count(calls, 'call')}, ${duration(ms)}`,
  },
  'stale-state': {
    title: 'A State was read just before it changed',
    why: 'Dash waits for Inputs that are about to change, not for State. A later change of a State does not trigger the callback again.',
    fix: 'Make the property an Input, so that the callback waits for it.',
    sentence: ({ reader, writer, prop: id, count: calls }) =>
      say`${callbackLink(reader)} read ${prop(id)} as State ${times(calls)} before ${callbackLink(writer)}, triggered by the same action, had written it, so it got the old value.`,
  },
  'duplicate-output': {
    title: 'Duplicate callback outputs',
    why: 'An output may be written by one callback, or by several that all have allow_duplicate=True and different Inputs: Dash uses the Inputs to tell them apart.',
    fix: 'Set allow_duplicate=True on all but one, give them different Inputs, or merge them into one callback.',
    sentence: ({ callbacks, declared, props, isOverlap, sameInputs }) => {
      const who = callbacks.length === 1 ? say`${declared} callbacks` : listed(callbacks.map(callbackLink));
      const what = listed(props.map(prop));
      if (isOverlap) return say`${who} write ${what}, which can be the same component, without allow_duplicate=True.`;
      return sameInputs === null
        ? say`${who} write ${what}, and more than one of them without allow_duplicate=True.`
        : say`${who} write ${what} with allow_duplicate=True, and all have the same Inputs (${listed(sameInputs.map(prop))}). Dash distinguishes them only by their Inputs, so to Dash they are the same output.`;
    },
  },
  'shared-id': {
    title: 'Several components have the same id',
    why: 'By a string id Dash finds one component: the one that was added last. Callbacks read and write only that one. A change of another one triggers them too, but with the value of the one that Dash uses. If that one is removed, Dash finds none. Components with the same object id match an id with MATCH all at once, and Dash does not run the callback.',
    fix: 'Give each component its own id. For several of one kind use a pattern-matching id, such as {"type": "save", "index": 1}. To replace a component, write the property that holds the old one.',
    sentence: (params) => {
      const { id, count: components, by, others } = params;
      return sentences(
        say`${components === 2 ? 'Two' : components} components had the id ${idCode(id)} at the same time: ${sharedPlaces(params)}.`,
        by === null
          ? null
          : say`${callbackLink(by.callback)} added the ${components === 2 ? 'second' : 'last'} one (${callNumber(by.call)}).`,
        others.length === 0 ? null : say`In the same places: ${listed(others.map(idCode))}.`,
      );
    },
  },
};
