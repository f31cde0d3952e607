import type { PatternInstance } from '../../src/analysis/patterns';
import { compareIdValues } from '../../src/dash/pattern';
import type { PatternSortColumn, PatternSorting } from './pattern-rows';

/**
 * Instances in the chosen order. Unknown figures are last in either direction; equal ones keep the order of the page.
 */
export function sortInstances(
  instances: readonly PatternInstance[],
  { column, descending }: PatternSorting,
): readonly PatternInstance[] {
  if (column === 'page') return instances;
  const direction = descending ? -1 : 1;
  return [...instances].sort((a, b) => {
    if (column === 'label') return direction * compareMatch(a, b);
    const left = figureOf(a, column);
    const right = figureOf(b, column);
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return direction * (left - right);
  });
}

/** By value as Dash orders ids: `index=10` after `index=9`. */
function compareMatch(a: PatternInstance, b: PatternInstance): number {
  for (const key of Object.keys(a.match)) {
    const order = compareIdValues(a.match[key] ?? null, b.match[key] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

function figureOf(instance: PatternInstance, column: Exclude<PatternSortColumn, 'page' | 'label'>): number | null {
  switch (column) {
    case 'calls':
      return instance.calls.length;
    case 'errors':
      return instance.errors;
    case 'last':
      return instance.lastDuration;
    case 'total':
      return instance.total;
  }
}
