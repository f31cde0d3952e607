import { APPS } from './apps';
import { CALLBACKS } from './callbacks';
import { JOBS } from './jobs';
import type { Idea, Ideas } from './words';

const IDEAS: Ideas = { ...CALLBACKS, ...APPS, ...JOBS };

/** Examples whose topic has a test with steps of its own. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'ctx_buttons.py': 'panel.spec.ts',
  'error.py': 'panel.spec.ts',
  'demo.py': 'graph.spec.ts',
  'two_apps.py': 'connection.spec.ts',
  'pattern_all.py': 'patterns.spec.ts',
  'pattern_match.py': 'patterns.spec.ts',
  'pattern_allsmaller.py': 'patterns.spec.ts',
  'pattern_types.py': 'patterns.spec.ts',
  'job_cancel.py': 'calls.spec.ts',
};

/** Checks that the Calls view shows what an example is about; `null` if another test does. */
export function ideaOf(app: string): Idea | null {
  if (ELSEWHERE[app] !== undefined) return null;
  const idea = IDEAS[app];
  if (idea === undefined) throw new Error(`${app} has no test of its idea in the panel: add it to ideas/.`);
  return idea;
}
