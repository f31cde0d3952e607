import path from 'node:path';

import { defineConfig } from '@playwright/test';

import { patience } from './scripts/pace.mjs';
import { CHROMIUM_ONLY } from './test/support/browsers/tags';

const RESULTS = process.env['TEST_RESULTS'] ?? path.join('.cache', 'results');
const STAGE = process.env['TEST_STAGE'] ?? 'e2e';

const FIREFOX = [
  'firefox.spec.ts',
  'calls.spec.ts',
  'clipboard.spec.ts',
  'connection.spec.ts',
  'graph.spec.ts',
  'jobs.spec.ts',
  'keys.spec.ts',
  'panel.spec.ts',
  'patterns.spec.ts',
  'picking.spec.ts',
  'problems.spec.ts',
  'timeline.spec.ts',
  'trace-files.spec.ts',
  'unchanged.spec.ts',
];

/**
 * End to end: the real panel in the real DevTools of a real Chromium, against a real Dash server. Each test starts what
 * it needs by itself (test/support/browsers/fixtures.ts), so there is no web server here. No retries: a test that passes the second
 * time is a test, or a product, to repair.
 *
 * The two limits end what hangs and are no expectation: `npm test` multiplies them by how slow the machine is.
 */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: path.join(RESULTS, `${STAGE}-artifacts`),
  timeout: patience(240_000),
  expect: { timeout: patience(60_000) },
  workers: Number(process.env['TEST_WORKERS'] ?? 2),
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  projects: [
    { name: 'e2e', testIgnore: 'firefox.spec.ts' },
    // The same tests in Firefox's toolbox; what is about the agent alone, or the command line, is run once.
    { name: 'firefox', testMatch: FIREFOX, grepInvert: new RegExp(CHROMIUM_ONLY), use: { browserName: 'firefox' } },
  ],
  reporter: [['list'], ['json', { outputFile: path.join(RESULTS, `${STAGE}.json`) }]],
});
