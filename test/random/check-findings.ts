import { problemsOf } from '../../src/analysis/problems/problem-finder';
import type { FileCall } from '../../src/trace/file/trace-file';
import { modelsOf } from '../support/compare/models-of';
import { givenTo, isSame, writtenTokens, type Known } from './known';
import { runOf, tokensOf, type Token } from './tokens';

/** Every finding compared with the tokens: it names calls that ran, and its statements about their values are true. */
export function checkFindings(known: Known): readonly string[] {
  const [model] = modelsOf([known.trace]);
  if (model === undefined) return [];
  return problemsOf(model).flatMap(({ rule, callbacks, evidence }) => {
    const calls = evidence.calls.flatMap((id) => known.trace.calls.find((call) => call.id === id) ?? []);
    const wrong = [
      ...(calls.length === evidence.calls.length ? [] : ['it names calls that are not there']),
      ...calls.filter(({ phases }) => phases.sent === undefined).map(({ id }) => `it names ${id}, which never ran`),
      ...wrongIn(rule, calls, evidence.props, known.callOf),
    ];
    return wrong.map((text) => `${rule} of ${callbacks.join(', ')}: ${text}`);
  });
}

/** What a finding says wrongly about its calls. */
export function wrongIn(
  rule: string,
  calls: readonly FileCall[],
  props: readonly string[],
  callOf: Known['callOf'],
): readonly string[] {
  const last = calls.at(-1);
  const before = calls.at(-2);
  if (last === undefined || before === undefined) return [];
  switch (rule) {
    case 'lost-update':
      return props.flatMap((prop) => whyNotLost(before, last, prop));
    case 'same-inputs-twice':
      return isSame(Object.fromEntries(givenTo(before)), Object.fromEntries(givenTo(last)))
        ? []
        : [`${before.id} and ${last.id} were given different values`];
    case 'loop':
      return depthOf(last) > 0 &&
        depthOf(calls[0] ?? last) >= depthOf(last) &&
        !callsBefore(last, callOf).has(calls[0]?.id ?? '')
        ? [`${calls[0]?.id ?? ''} does not lead to ${last.id}`]
        : [];
    default:
      return [];
  }
}

/** An update is lost where the later writer had not read it, and did not write it either. */
function whyNotLost(first: FileCall, second: FileCall, prop: string): readonly string[] {
  const lost = writtenTokens(first).map(runOf);
  const given = tokensOf(givenTo(second).get(prop)).map(runOf);
  return given.some((run) => lost.includes(run)) ? [`${second.id} had the value of ${first.id} when it began`] : [];
}

/**
 * The calls that led to a call, by the tokens it received. The first call for new components has no trigger and starts
 * again at depth 1, so its tokens alone tell that the call which added the components led to it.
 */
function callsBefore(call: FileCall, callOf: Known['callOf']): ReadonlySet<string> {
  const found = new Set<string>();
  const toFollow = [call];
  for (let each = toFollow.pop(); each !== undefined; each = toFollow.pop())
    for (const token of receivedTokens(each)) {
      const writer = callOf(token);
      if (writer === undefined || found.has(writer.id)) continue;
      found.add(writer.id);
      toFollow.push(writer);
    }
  return found;
}

/** The tokens in what triggered a call or, for the first call of new components, in its Inputs. */
function receivedTokens({ ctx }: FileCall): readonly Token[] {
  const triggered = (ctx?.triggered ?? []).filter(({ prop_id }) => prop_id !== '.');
  return triggered.length > 0
    ? triggered.flatMap(({ value }) => tokensOf(value))
    : Object.values(ctx?.inputs ?? {}).flatMap(tokensOf);
}

const depthOf = (call: FileCall): number => Math.max(0, ...writtenTokens(call).map(({ depth }) => depth));
