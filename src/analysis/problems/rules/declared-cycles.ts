import { cyclesOf, type DeclaredCycle } from '../../declared-cycles';
import type { TraceModel } from '../../../trace/model';
import { prettyPropId } from '../../../dash/pretty';
import { NO_EVIDENCE, type Finding } from '../finding';
import type { Rule } from '../rule';
import { listOf, nameOf } from '../words';

/** Callbacks that lead in a circle by what they declare. */
export function declaredCycles(): Rule {
  let known: { readonly callbacks: TraceModel['callbacks']; readonly findings: readonly Finding[] } | null = null;
  return {
    findings(model) {
      if (known?.callbacks !== model.callbacks) known = { callbacks: model.callbacks, findings: cyclesOf(model.callbacks).map((cycle) => toFinding(model, cycle)) };
      return known.findings;
    },
  };
}

function toFinding(model: TraceModel, { steps, callbacks, cut }: DeclaredCycle): Finding {
  // Written by the last step, the first one's Input opens and closes the circle.
  const path = [steps.at(-1), ...steps].flatMap((step) => (step === undefined ? [] : prettyPropId(step.prop))).join(' → ');
  const cuts = cut.map(({ callback, prop }) => `${prettyPropId(prop)} as an Input of ${nameOf(model, callback)}`);
  const others = callbacks.length > steps.length ? ` ${callbacks.length} callbacks lead to each other like this.` : '';
  return {
    id: `declared-cycle ${[...callbacks].sort().join(' ')}`,
    rule: 'declared-cycle',
    callbacks,
    sentence: `${path}: each is an Input of the callback that writes the next one.${others} Without ${listOf(cuts)} there is no circle.`,
    saved: null,
    evidence: { ...NO_EVIDENCE, props: steps.map(({ prop }) => prop) },
  };
}
