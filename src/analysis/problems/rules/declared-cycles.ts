import { prettyPropId } from '../../../dash/pretty';
import { isJsonObject } from '../../../lib/json';
import type { TraceModel } from '../../../trace/model';
import type { PropId } from '../../../trace/types';
import { circleOnPage } from '../../concrete-cycles';
import { cyclesOf, type DeclaredCycle } from '../../declared-cycles';
import { NO_EVIDENCE, type Finding } from '../finding';
import type { Rule } from '../rule';
import { countOf, eitherOf, listOf, nameOf, wayRound } from '../words';

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
  cycle.callbacks.some((key) =>
    [...(callbacks.get(key)?.outputs ?? []), ...(callbacks.get(key)?.inputs ?? [])].some(({ id }) => isJsonObject(id)),
  );

function findingOf(model: TraceModel, cycle: DeclaredCycle): readonly Finding[] {
  if (model.layout === null || !hasPatterns(model, cycle)) return [toFinding(model, cycle, [])];
  const circle = circleOnPage(
    cycle.callbacks.flatMap((key) => model.callbacks.get(key) ?? []),
    model.layout,
  );
  // Nothing is known of callbacks whose components are not there: then what is declared counts, as for Dash.
  return circle?.length === 0 ? [] : [toFinding(model, cycle, circle ?? [])];
}

function toFinding(
  model: TraceModel,
  { circles, isAll, callbacks, props, cut, isFewest }: DeclaredCycle,
  circle: readonly PropId[],
): Finding {
  const paths = circles.map((steps) => wayRound(steps.map((step) => eitherOf(step.props.map(prettyPropId)))));
  const cuts = cut.map(({ callback, prop }) => `${prettyPropId(prop)} as an Input of ${nameOf(model, callback)}`);
  const others =
    isAll && paths.length === 1
      ? ''
      : ` ${callbacks.length} callbacks lead to each other in ${countOf(paths.length, 'circle')} like this${isAll ? '' : ' or more'}.`;
  const here = circle.length === 0 ? '' : ` On the page now: ${wayRound(circle.map(prettyPropId))}.`;
  return {
    id: `declared-cycle ${[...callbacks].sort().join(' ')}`,
    rule: 'declared-cycle',
    callbacks,
    sentence: `${paths[0] ?? ''}: each is an Input of the callback that writes the next one.${others}${here} Without ${listOf(cuts)} there is no circle.${isFewest ? '' : ' Fewer Inputs may be enough.'}`,
    ...(paths.length > 1 ? { circles: { paths, isAll } } : {}),
    saved: null,
    evidence: { ...NO_EVIDENCE, props },
  };
}
