import { startBenchApp } from '../bench-app';
import { heapOf, inTurns, ratios, startPlain, startWithPanel, type Contender } from '../browsers';
import { atMost, median, spread, type Figure } from '../figure';
import { loop, type Loop } from '../in-app';

const ROUNDS = 5;
const WARM_UP = 20;
const LARGE_ROUNDS = 7;
/** The agent's ring of texts (content-script/agent/main.ts), in MB. */
const RING = 32;

const SERVER = { from: 'in', to: 'out', prop: 'children', count: 500 };
/** 100 changes that 50 callbacks follow. */
const CLIENTSIDE = { from: 'many', to: 'many-49', prop: 'children', count: 100 };
const LARGE = { from: 'ask', to: 'large', prop: 'data', count: 1 };

export async function measureCalls(): Promise<readonly Figure[]> {
  const app = await startBenchApp('load');
  const contenders: Contender[] = [];
  let first = 1;
  const run = async ({ page }: Contender, what: Omit<Loop, 'first'>): Promise<number> => {
    const took = await page.evaluate(loop, { ...what, first });
    first += what.count;
    return took;
  };
  try {
    contenders.push(await startPlain('none'), await startPlain('recording'), await startWithPanel());
    for (const contender of contenders) {
      await contender.page.goto(app.url);
      await contender.page.locator('#tock').waitFor({ state: 'attached' });
      await contender.page.waitForFunction('window.dash_stores?.[0]?.getState().appLifecycle === "HYDRATED"');
      await run(contender, { ...SERVER, count: WARM_UP });
      await run(contender, { ...CLIENTSIDE, count: WARM_UP });
    }
    const server = await inTurns(contenders, ROUNDS, (contender) => run(contender, SERVER));
    const closed = ratios(server, 'recording', 'none');
    const open = ratios(server, 'panel', 'none');
    const withoutPanel = contenders.filter(({ name }) => name !== 'panel');
    const burst = ratios(await inTurns(withoutPanel, ROUNDS, (contender) => run(contender, CLIENTSIDE)), 'recording', 'none');
    const heap = async ({ page }: Contender): Promise<number> => heapOf(await page.context().newCDPSession(page));
    const before = await inTurns(withoutPanel, 1, heap);
    const large = ratios(await inTurns(withoutPanel, LARGE_ROUNDS, (contender) => run(contender, LARGE)), 'recording', 'none');
    const after = await inTurns(withoutPanel, 1, heap);
    const grown = (name: string): number => ((after.get(name)?.[0] ?? 0) - (before.get(name)?.[0] ?? 0)) / 1_000_000;
    return [
      atMost('500 small server calls, recording / none', median(closed), 'ratio', 1.03, spread(closed)),
      atMost('500 small server calls, panel open on the graph / none', median(open), 'ratio', 1.1, spread(open)),
      atMost('5,000 clientside calls, recording / none', median(burst), 'ratio', 1.1, spread(burst)),
      atMost('one 20 MB response, recording / none', median(large), 'ratio', 1.05, spread(large)),
      atMost('20 MB responses: extra heap kept in the page', grown('recording') - grown('none'), 'MB', RING, `after ${LARGE_ROUNDS} of them; without the extension ${grown('none').toFixed(1)} MB`),
    ];
  } finally {
    for (const { stop } of contenders) await stop();
    await app.stop();
  }
}
