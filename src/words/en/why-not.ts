import type { Unheard, WhyNotParams, WithoutResult } from '../../analysis/why-not';
import type { NearMiss, NearMissParams } from '../../dash/pattern';
import { pythonComponent, prettyId } from '../../dash/pretty';
import type { JsonValue } from '../../lib/json';
import { callbackLink, callNumber, code, listed, prop, say, sentences, type Text } from '../parts';
import { textFor, type TextsOf } from '../text-for';

/** `"1" (a string)`. */
const typed = (value: JsonValue): string => `${JSON.stringify(value)} (a ${typeof value})`;
const quoted = (keys: readonly string[]): string => keys.map((key) => `"${key}"`).join(', ');

/** Why an id does not match a pattern, as the end of a sentence. */
const NEAR_MISSES: TextsOf<NearMissParams> = {
  other_type: ({ key, found, declared }) =>
    say`its "${key}" is ${typed(found)}, but the pattern has ${typed(declared)}; Dash compares types too`,
  other_spelling: ({ key, found, declared }) =>
    say`its "${key}" is ${JSON.stringify(found)}, but the pattern has ${JSON.stringify(declared)}`,
  other_keys: ({ missing, extra }) =>
    say`${[
      ...(missing.length > 0 ? [`it has no ${quoted(missing)}`] : []),
      ...(extra.length > 0 ? [`it also has ${quoted(extra)}`] : []),
    ].join(' and ')}; a pattern matches only ids with exactly its keys`,
};

export const nearMissText = ({ why }: NearMiss): Text => textFor(NEAR_MISSES, why);

const WITHOUT_RESULT: Readonly<Record<WithoutResult, string>> = {
  error: 'failed',
  no_update: 'wrote nothing to it (no_update)',
  left_out: 'returned no_update for it',
  prevented: 'raised PreventUpdate',
  discarded: 'had its result discarded',
  cancelled: 'was cancelled',
  pending: 'has not finished',
  outputs_missing: 'did not run because its outputs were not on the page',
  inputs_missing: 'did not run because its Inputs were not on the page',
  circular: 'did not run because it was already part of the chain that triggered it',
  superseded: 'was superseded before it ran',
  group_dropped: 'did not run because the callbacks it waited for wrote nothing',
  not_hydrated: 'did not run because the app had not started',
};

export const unheardText = ({ prop: id, instead }: Unheard): Text =>
  sentences(
    say`${prop(id)} changed, but no callback has it as an Input.`,
    instead.length === 0 ? null : say`Properties of this component that are Inputs: ${listed(instead.map(code))}.`,
  );

/** Why a callback did not run. */
export const WHY_NOT: TextsOf<WhyNotParams> = {
  upstream_without_result: ({ input, writer, call, ended }) =>
    say`Its Input ${prop(input)} is written by ${callbackLink(writer)}, which ${WITHOUT_RESULT[ended]} (${callNumber(call)}), so ${prop(input)} ${ended === 'pending' ? 'has not changed yet' : 'did not change'}.`,
  not_requested: ({ props }) => say`${listed(props.map(prop))} changed then, but this callback was not requested.`,
  not_an_input: ({ props }) =>
    say`${listed(props.map(prop))} changed then, but ${props.length > 1 ? 'none of them is' : 'it is not'} an Input of this callback.`,
  input_kept: ({ props, kept }) =>
    say`${listed(props.map(prop))} changed then, but not ${listed(kept.map(prop))}, which ${kept.length > 1 ? 'are Inputs' : 'is an Input'} of this callback. If a component sets a property to the value it already has, Dash ignores that.`,
  only_state: ({ prop: id }) =>
    say`${prop(id)} changed then, but this callback reads it as State, which does not trigger it.`,
  inputs_absent: ({ isOptional }) =>
    isOptional
      ? say`All of its Inputs are optional, but none of them is on the page, so nothing can trigger it.`
      : say`None of its Inputs is on the page, so nothing can trigger it.`,
  dependency_absent: ({ role, prop: id, near }) =>
    say`Its ${role} ${prop(id)} is not on the page: no component ${'ids' in near ? 'has this id' : 'matches this id pattern'}.`,
  dependency_unregistered: ({ role, prop: id, call }) =>
    say`Dash does not know its ${role} ${prop(id)}: ${callNumber(call)} put it on the page with set_props, and before Dash 3.3 such components are not registered.`,
  input_unknown: ({ prop: id, component }) =>
    say`Dash reports that its Input ${prop(id)} does not exist: ${code(pythonComponent(component))} has no such property.`,
  inputs_unchanged: ({ inputs, hasRun, isWritten, preventInitialCall }) => {
    const isOne = inputs.length === 1;
    return sentences(
      say`${listed(inputs.map(prop))} ${isOne ? 'has' : 'have'} not changed since ${hasRun ? 'it ran when the page loaded' : 'the recording began'}.`,
      isWritten ? null : say`No callback has ${isOne ? 'it' : 'any of them'} as an Output.`,
      inputs.some((id) => id.endsWith('.n_intervals'))
        ? say`An Interval ticks unless it is disabled or has reached max_intervals.`
        : null,
      preventInitialCall ? say`With prevent_initial_call=True it does not run when the page loads either.` : null,
    );
  },
};

/** What would make it run; `null` where there is nothing to do. */
export const WHY_NOT_ADVICE: { readonly [Code in keyof WhyNotParams]?: (params: WhyNotParams[Code]) => Text | null } = {
  not_an_input: ({ unheard }) => (unheard === null ? null : unheardText(unheard)),
  only_state: ({ unheard }) => (unheard === null ? null : unheardText(unheard)),
  dependency_unregistered: () =>
    say`Update Dash, or return the component as an Output instead of passing it to set_props.`,
  input_unknown: ({ near }) => (near.length === 0 ? null : say`Did you mean ${listed(near.map(code), 3, 'or')}?`),
  dependency_absent: ({ near }) => {
    if ('ids' in near && near.ids.length > 0) return say`Did you mean ${listed(near.ids.map(code), 4, 'or')}?`;
    if ('misses' in near && near.misses.length > 0)
      return say`Did you mean ${listed(
        near.misses.map((miss) => say`${code(prettyId(miss.id))} (${nearMissText(miss)})`),
        4,
        'or',
      )}?`;
    return say`It may be added later, with another page or tab of the app. If not, compare the id with the layout.`;
  },
};
