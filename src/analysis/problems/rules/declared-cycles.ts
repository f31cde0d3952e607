import { prettyPropId } from '../../../dash/pretty';
import { isJsonObject } from '../../../lib/json';
import type { TraceModel } from '../../../trace/model';
import type { PropId } from '../../../trace/types';
import { circleOnPage } from '../../concrete-cycles';
import { cyclesOf, type DeclaredCycle } from '../../declared-cycles';
import { NO_EVIDENCE, type Finding } from '../finding';
import type { Rule } from '../rule';
import { listOf, nameOf } from '../words';

/** Callbacks that lead in a circle by what they declare; those with id patterns, by the components on the page. */
export function declaredCycles(): Rule {
  let cycles: { readonly callbacks: TraceModel['callbacks']; readonly list: readonly DeclaredCycle[] } | null = null;
  let known: { readonly layout: TraceModel['layout']; readonly findings: readonly Finding[] } | null = null;
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

const hasPatterns = ({ callbacks }: TraceModel, cycle: DeclaredCycle): boolean =>
  cycle.callbacks.some((key) => [...(callbacks.get(key)?.outputs ?? []), ...(callbacks.get(key)?.inputs ?? [])].some(({ id }) => isJsonObject(id)));

function findingOf(model: TraceModel, cycle: DeclaredCycle): readonly Finding[] {
  if (model.layout === null || !hasPatterns(model, cycle)) return [toFinding(model, cycle, [])];
  const circle = circleOnPage(cycle.callbacks.flatMap((key) => model.callbacks.get(key) ?? []), model.layout);
  // Nothing is known of callbacks whose components are not there: then what is declared counts, as for Dash.
  return circle?.length === 0 ? [] : [toFinding(model, cycle, circle ?? [])];
}

function toFinding(model: TraceModel, { steps, callbacks, cut, isFewest }: DeclaredCycle, circle: readonly PropId[]): Finding {
  // Written by the last step, the first one's Input opens and closes the circle.
  const path = [steps.at(-1), ...steps].flatMap((step) => (step === undefined ? [] : prettyPropId(step.prop))).join(' → ');
  const cuts = cut.map(({ callback, prop }) => `${prettyPropId(prop)} as an Input of ${nameOf(model, callback)}`);
  const others = callbacks.length > steps.length ? ` ${callbacks.length} callbacks lead to each other like this.` : '';
  const here = circle.length === 0 ? '' : ` On the page now: ${[circle.at(-1), ...circle].flatMap((prop) => (prop === undefined ? [] : prettyPropId(prop))).join(' → ')}.`;
  return {
    id: `declared-cycle ${[...callbacks].sort().join(' ')}`,
    rule: 'declared-cycle',
    callbacks,
    sentence: `${path}: each is an Input of the callback that writes the next one.${others}${here} Without ${listOf(cuts)} there is no circle.${isFewest ? '' : ' Fewer Inputs may be enough.'}`,
    saved: null,
    evidence: { ...NO_EVIDENCE, props: steps.map(({ prop }) => prop) },
  };
}
