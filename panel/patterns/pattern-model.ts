import type { TraceModel } from '../../src/trace/model';
import type { TraceEvent } from '../../src/trace/types';
import { isJsonObject } from '../../src/lib/json';
import { whileSame } from '../selectors/while-same';

/** The last time components were added or removed. */
export const lastComponentsChange = ({ events }: Pick<TraceModel, 'events'>): TraceEvent | undefined =>
  events.findLast(({ type, what }) => type === 'layout' && what === 'components');

/**
 * The model, and the parts of it that the view of patterns reads; the maps of a model grow in place, so they cannot
 * be compared.
 */
interface PatternModel {
  readonly model: TraceModel;
  readonly parts: readonly unknown[];
}

function toPatternModel(model: TraceModel): PatternModel {
  const { callbacks, layout, activity, callIds } = model;
  const withPatterns = [...callbacks.values()].filter(({ inputs, outputs, state }) =>
    [...inputs, ...outputs, ...state].some(({ id }) => isJsonObject(id)),
  );
  // A callback's activity is replaced with every change of one of its calls; the oldest calls are forgotten in between.
  return {
    model,
    parts: [
      callbacks,
      layout,
      callIds[0],
      lastComponentsChange(model),
      ...withPatterns.map(({ key }) => activity.get(key)),
    ],
  };
}

/** The model of the app on screen, a newer one when something happened to its patterns. */
export const selectPatternModel = whileSame(toPatternModel, (a, b) => isSameList(a.parts, b.parts));

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((part, index) => Object.is(part, b[index]));
