import { createRelationTracker } from '../../../src/analysis/call-relations';
import { whyFired } from '../../../src/analysis/why-fired';
import { whyNot } from '../../../src/analysis/why-not';
import type { TraceModel } from '../../../src/trace/model';
import { outputsOf } from '../../../src/trace/outputs';
import type { Call } from '../../../src/trace/types';
import { describeCall } from '../../../src/words/causes';
import { describeFate } from '../../../src/words/fate';
import { namesOf } from '../../../src/words/names';
import { plainText } from '../../../src/words/plain';
import { describeWhyNot } from '../../../src/words/why-not';
import { reportedProblems } from './reported-problems';

/** Rules that are about the size of values, or about how long something took. */
const MEASURING: ReadonlySet<string> = new Set(['large-state', 'could-be-clientside', 'interval-too-fast']);

/** Everything that is said about a recording, one line for each statement, without sizes and durations. */
export function statementsOf(model: TraceModel): readonly string[] {
  const { effects } = createRelationTracker().update(model);
  const names = namesOf(model);
  const callLines = (call: Call): readonly string[] => [
    `${call.id} ${call.callback} ${call.outcome} ${JSON.stringify([call.reason, call.causes, call.changed])}`,
    plainText(
      describeCall(call, model.calls, effects.get(call.id) ?? [], null, model.callbacks.get(call.callback)),
      names,
    ),
    plainText(describeFate(call, null), names),
    ...(call.transport === 'page' ? [] : marksOf(model, call)),
    ...(outputsOf(call) ?? []).map(
      ({ prop_id, update, operations }) =>
        `${prop_id} ${update} ${(operations ?? []).map((one) => JSON.stringify(withoutValue(one))).join()}`,
    ),
    ...call.sideUpdates.map(
      ({ origin, props }) =>
        `${origin} ${JSON.stringify(Object.entries(props).map(([id, own]) => [id, Object.keys(own)]))}`,
    ),
  ];
  return [
    ...[...model.calls.values()].flatMap((call) => callLines(call).map((line) => `${call.id} ${line}`)),
    ...[...model.callbacks.keys()].flatMap((key) =>
      whyNot(model, key).reasons.map((reason) => `${key}: ${plainText(describeWhyNot(reason).sentence, names)}`),
    ),
    ...reportedProblems(model)
      .filter(({ rule }) => !MEASURING.has(rule))
      .map(({ rule, sentence }) => `${rule}: ${sentence}`),
  ].map((line) => line.replace(/[\d,.]+ (ms|s|B|kB|MB)\b/g, '…'));
}

/** What a clientside function gets are objects, which have no text by whose hash they could be compared. */
const marksOf = (model: TraceModel, { id }: Call): readonly string[] =>
  (whyFired(model, id).steps.at(-1)?.triggers ?? []).map(({ mark }) => `trigger ${mark}`);

const withoutValue = (operation: unknown): unknown => {
  const { operation: verb, location } = (operation ?? {}) as Readonly<Record<string, unknown>>;
  return [verb, location];
};
