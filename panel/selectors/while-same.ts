import type { TraceModel } from '../../src/trace/model';
import type { PanelState } from '../store/panel-store';
import { selectModel } from './current-app';

/**
 * Makes a selector of a question about the app on screen whose answer is a new object each time: the earlier answer
 * is kept while it is equal, so that a view is drawn again only when something changed. `null` without an app.
 */
export function whileSame<T>(
  ask: (model: TraceModel) => T,
  isSame: (before: T, after: T) => boolean = isSameData,
): (state: PanelState) => T | null {
  let last: { readonly model: TraceModel; readonly answer: T } | null = null;
  return (state) => {
    const model = selectModel(state);
    if (model === null) {
      last = null;
      return null;
    }
    if (last?.model !== model) {
      const answer = ask(model);
      last = { model, answer: last !== null && isSame(last.answer, answer) ? last.answer : answer };
    }
    return last.answer;
  };
}

/** Compares lists and plain objects by their contents; records of a model mostly by identity. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((each, i) => isSameData(each, b[i]))
    );
  const isPlain = Object.getPrototypeOf(a) === Object.prototype && Object.getPrototypeOf(b) === Object.prototype;
  const [left, right] = [Object.entries(a), Object.entries(b)];
  const other = b as Readonly<Record<string, unknown>>;
  return (
    isPlain &&
    left.length === right.length &&
    left.every(([key, value]) => Object.hasOwn(other, key) && isSameData(value, other[key]))
  );
}
