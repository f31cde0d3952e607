import { test } from '../support/browsers/fixtures';
import { tab } from '../support/panel/panel-words';
import { playVisit, readVisits } from '../support/visits/visit';
import { APPS } from './ideas/apps';
import { CALLBACKS } from './ideas/callbacks';
import { JOBS } from './ideas/jobs';
import type { Ideas } from './ideas/words';

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

/** Arguments of the server for examples that need them. */
const ARGS: Readonly<Record<string, readonly string[]>> = { 'errors.py': ['--debug'] };

test.describe('the panel shows the topic of the example', () => {
  for (const visit of readVisits().filter(({ app }) => ELSEWHERE[app] === undefined)) {
    test(visit.app, async ({ dash, panel }) => {
      const idea = IDEAS[visit.app];
      if (idea === undefined) throw new Error(`${visit.app} has no test of its idea in the panel: add it to IDEAS.`);
      await panel.dock('undocked');
      const server = await dash(visit.app, [...(visit.args ?? []), ...(ARGS[visit.app] ?? [])]);
      await playVisit(panel.page, server.url, visit);
      await tab(panel.panel, 'Calls').click();
      await idea(panel.panel);
    });
  }
});
