import { checkCauses } from './check-causes';
import { checkFields } from './check-fields';
import { checkFindings } from './check-findings';
import { checkWhyNot } from './check-why-not';
import { checkWinners } from './check-winners';
import { knownOf, type Known } from './known';
import type { Evidence } from './play';

/** What is checked, by name. */
export const CHECKS: Readonly<Record<string, (known: Known) => readonly string[]>> = {
  fields: checkFields,
  causes: checkCauses,
  winners: checkWinners,
  findings: checkFindings,
  whyNot: checkWhyNot,
  faults: checkFaults,
};

/** Everything in the trace that is wrong, one sentence each; empty when all is right. */
export function differencesOf(evidence: Evidence): readonly string[] {
  if (evidence.trace === null) return ['trace: nothing was recorded'];
  const known = knownOf(evidence, evidence.trace);
  return Object.entries(CHECKS).flatMap(([name, check]) => check(known).map((text) => `${name}: ${text}`));
}

/** None of our own code failed in the page. */
function checkFaults({ trace, evidence }: Known): readonly string[] {
  return [
    ...trace.events
      .filter(({ type }) => type === 'dropped')
      .map((event) => `the recording says ${JSON.stringify(event)}`),
    ...evidence.complaints.filter((text) => text.startsWith('uncaught: ')),
  ];
}
