import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { inProject } from '../../scripts/setup/paths.mjs';
import { startPlain, type Contender } from '../browsers';
import { atMost, median, spread, type Figure } from '../figure';

const LOADS = 15;
const PAGE = '<!doctype html><title>No Dash here</title><p>Some text.</p>';

/** A local page that is not a Dash app. */
async function servePage(): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(PAGE));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** Every property of the window and of everything that could be tapped, with its value. */
function describeGlobals(): string[] {
  const seen: string[] = [];
  const classes = [
    XMLHttpRequest,
    WebSocket,
    MessagePort,
    Response,
    Request,
    History,
    Document,
    EventTarget,
    Node,
    Element,
  ];
  const objects: readonly (readonly [string, object])[] = [
    ['window', window],
    ...classes.map((each) => [each.name, each.prototype] as const),
  ];
  for (const [name, object] of objects) {
    for (const key of Reflect.ownKeys(object)) {
      const found: Readonly<Record<string, unknown>> = { ...Object.getOwnPropertyDescriptor(object, key) };
      const texts = ['value', 'get', 'set'].map((part) => {
        const there = found[part];
        return typeof there === 'function' ? Function.prototype.toString.call(there) : typeof there;
      });
      seen.push(`${name}.${String(key)}: ${texts.join(' ')}`);
    }
  }
  return seen.sort();
}

export async function measurePage(): Promise<readonly Figure[]> {
  const site = await servePage();
  const contenders: Contender[] = [];
  try {
    contenders.push(await startPlain('none'), await startPlain('recording'));
    const [none, recording] = contenders;
    if (none === undefined || recording === undefined) throw new Error('Two browsers are needed.');
    await Promise.all(contenders.map(({ page }) => page.goto(site.url)));
    const without = new Set(await none.page.evaluate(describeGlobals));
    const patched = (await recording.page.evaluate(describeGlobals)).filter((line) => !without.has(line));
    // The agent as the extension runs it, with timing around it.
    const agent = readFileSync(inProject('dist', 'agent.js'), 'utf8');
    await none.page.addInitScript(
      `{ const start = performance.now();\n${agent}\n; window.benchTook = performance.now() - start; }`,
    );
    const times: number[] = [];
    for (let load = 0; load < LOADS; load++) {
      await none.page.reload();
      times.push(await none.page.evaluate<number>('window.benchTook'));
    }
    return [
      atMost('page that is not Dash: globals patched', patched.length, 'count', 0, patched.join('; ')),
      atMost('page that is not Dash: time of the agent', median(times), 'ms', 1, spread(times)),
    ];
  } finally {
    for (const { stop } of contenders) await stop();
    site.close();
  }
}
