import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

import { inProject } from '../../scripts/setup/paths.mjs';
import { expect, test } from '../support/browsers/fixtures';

test('the agent, which runs in every page of an enabled site, is at most 20 kB compressed', () => {
  expect(gzipSync(readFileSync(inProject('dist', 'agent.js')), { level: 9 }).length).toBeLessThanOrEqual(20_000);
});

test('the agent is a classic script: a content script in the world of the page cannot be a module', () => {
  const text = readFileSync(inProject('dist', 'agent.js'), 'utf8');
  expect(text).not.toMatch(/^\s*(import|export)\b/m);
  expect(text).not.toContain('node_modules');
});
