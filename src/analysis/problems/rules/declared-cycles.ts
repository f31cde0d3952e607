import { isJsonObject } from '../../../lib/json';
import type { TraceModel } from '../../../trace/model';
import type { CallbackKey, PropId } from '../../../trace/types';
import { cycleOnPage } from '../../concrete-cycles';
import { cyclesOf, type DeclaredCycle } from '../../declared-cycles';
import { NO_EVIDENCE, type Found } from '../finding';
import { defineRule, type Detector } from '../rule';

export interface DeclaredCycleParams {
  readonly callbacks: number;
  /** Each cycle as the properties of its steps, the shortest first. */
  readonly paths: readonly (readonly (readonly PropId[])[])[];
  /** There are no others. */
  readonly isAll: boolean;
  /** One of them with the ids of components on the page; empty if these are the declared ids. */
  readonly onPage: readonly PropId[];
  /** Inputs whose removal would break all cycles. */
  readonly cut: readonly { readonly callback: CallbackKey; readonly prop: PropId }[];
  readonly isFewest: boolean;
}

/**
 * Callbacks whose declared outputs and inputs form a cycle.
 *
 * Proven by: the declarations alone, without a recorded call. Id patterns count if a component on the page matches
 * both, or if the page has no such components yet.
 */
function detectDeclaredCycles(): Detector<DeclaredCycleParams> {
  let cycles: { readonly callbacks: TraceModel['callbacks']; readonly list: readonly DeclaredCycle[] } | null = null;
  let known: {
    readonly layout: TraceModel['layout'];
    readonly findings: readonly Found<DeclaredCycleParams>[];
  } | null = null;
  return {
    findings(model) {
      if (cycles?.callbacks !== model.callbacks) {
        cycles = { callbacks: model.callbacks, list: cyclesOf(model.callbacks) };
        known = null;
      }
      const { list } = cycles;
      if (known === null || (known.layout !== model.layout && list.some((cycle) => hasPatterns(model, cycle)))) {
        known = { layout: model.layout, findings: list.flatMap((cycle) => findingOf(model, cycle)) };
      }
      return known.findings;
    },
  };
}

export const declaredCycle = defineRule({ id: 'declared-cycle', group: 'cycles', detect: detectDeclaredCycles });

const hasPatterns = ({ callbacks }: TraceModel, cycle: DeclaredCycle): boolean =>
  cycle.callbacks.some((key) =>
    [...(callbacks.get(key)?.outputs ?? []), ...(callbacks.get(key)?.inputs ?? [])].some(({ id }) => isJsonObject(id)),
  );

function findingOf(model: TraceModel, cycle: DeclaredCycle): readonly Found<DeclaredCycleParams>[] {
  if (model.layout === null || !hasPatterns(model, cycle)) return [toFinding(cycle, [])];
  const onPage = cycleOnPage(
    cycle.callbacks.flatMap((key) => model.callbacks.get(key) ?? []),
    model.layout,
  );
  // Nothing is known about callbacks whose components are not on the page: then the declaration counts, as for Dash.
  return onPage?.length === 0 ? [] : [toFinding(cycle, onPage ?? [])];
}

function toFinding(
  { paths, isAll, callbacks, props, cut, isFewest }: DeclaredCycle,
  onPage: readonly PropId[],
): Found<DeclaredCycleParams> {
  return {
    id: `declared-cycle ${[...callbacks].sort().join(' ')}`,
    callbacks,
    params: {
      callbacks: callbacks.length,
      paths: paths.map((steps) => steps.map((step) => step.props)),
      isAll,
      onPage,
      cut: cut.map(({ callback, prop }) => ({ callback, prop })),
      isFewest,
    },
    evidence: { ...NO_EVIDENCE, props },
  };
}
