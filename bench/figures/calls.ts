import { startBenchApp } from '../bench-app';
import { heapOf, inTurns, ratios, startDevtools, startPlain, startWithPanel, type Contender } from '../browsers';
import { atMost, median, spread, trimmedMean, type Figure } from '../figure';
import { loop, type Loop } from '../in-app';

/**
 * Each round's ratio is one sample: many short rounds say more than a few long ones, because other load on the machine
 * varies.
 */
const ROUNDS = 15;
/** Where 3 % matter: one browser is 2 % faster than another of the same kind, so these take turns too. */
const PAIRS = 6;
const WARM_UP = 40;
const LARGE_ROUNDS = 9;
/** The agent's ring of texts (content-script/agent/main.ts), in MB. */
const RING = 32;

/** 500 calls: 15 rounds of 34; with the panel closed, as many in each pair. */
const SERVER = { from: 'in', to: 'out', prop: 'children', count: 34 };
/** 5,000 calls and more: 15 rounds of 7 changes that 50 callbacks follow. */
const CLIENTSIDE = { from: 'many', to: 'many-49', prop: 'children', count: 7 };
const LARGE = { from: 'ask', to: 'large', prop: 'data', count: 1 };

export async function measureCalls(): Promise<readonly Figure[]> {
  const app = await startBenchApp('load');
  const contenders: Contender[] = [];
  let first = 1;
  /** Without the slowest: a server thread that is late now and then has nothing to do with us. */
  const run = async ({ page }: Contender, what: Omit<Loop, 'first'>): Promise<number> => {
    const took = await page.evaluate(loop, { ...what, first });
    first += what.count;
    return trimmedMean(took);
  };
  const join = async (contender: Contender): Promise<Contender> => {
    contenders.push(contender);
    await contender.page.goto(app.url);
    await contender.page.locator('#tock-0').waitFor({ state: 'attached' });
    await contender.page.waitForFunction('window.dash_stores?.[0]?.getState().appLifecycle === "HYDRATED"');
    await run(contender, { ...SERVER, count: WARM_UP });
    await run(contender, { ...CLIENTSIDE, count: WARM_UP / 4 });
    return contender;
  };
  try {
    const closed: number[] = [];
    // Separate from the others, so that drawing in an open window does not affect the closed ones.
    for (let pair = 1; pair <= PAIRS; pair++) {
      const names: readonly ['none', 'recording'] | readonly ['recording', 'none'] =
        pair % 2 === 0 ? ['none', 'recording'] : ['recording', 'none'];
      const both = [await join(await startPlain(names[0])), await join(await startPlain(names[1]))];
      closed.push(
        ...ratios(
          await inTurns(`server calls, pair ${pair} of ${PAIRS}`, both, ROUNDS, (contender) => run(contender, SERVER)),
          'recording',
          'none',
        ),
      );
      for (const { stop } of contenders.splice(0)) await stop();
    }
    for (const start of [
      () => startPlain('none'),
      () => startPlain('recording'),
      startDevtools,
      () => startWithPanel(),
    ])
      await join(await start());
    const withoutDevtools = contenders.filter(({ devtools }) => devtools === null);
    const all = await inTurns('server calls, DevTools open', contenders, ROUNDS, (contender) => run(contender, SERVER));
    const open = ratios(all, 'panel', 'none');
    const alone = ratios(all, 'devtools', 'none');
    const panelAlone = ratios(all, 'panel', 'devtools');
    const burst = ratios(
      await inTurns('clientside calls', withoutDevtools, ROUNDS, (contender) => run(contender, CLIENTSIDE)),
      'recording',
      'none',
    );
    const heap = async ({ page }: Contender): Promise<number> => heapOf(await page.context().newCDPSession(page));
    const before = await inTurns('heap', withoutDevtools, 1, heap);
    const large = ratios(
      await inTurns('large answers', withoutDevtools, LARGE_ROUNDS, (contender) => run(contender, LARGE)),
      'recording',
      'none',
    );
    const after = await inTurns('heap', withoutDevtools, 1, heap);
    const grown = (name: string): number => ((after.get(name)?.[0] ?? 0) - (before.get(name)?.[0] ?? 0)) / 1_000_000;
    return [
      atMost('500 small server calls, recording / none', median(closed), 'ratio', 1.03, spread(closed)),
      atMost(
        '500 small server calls, panel open on the graph / none',
        median(open),
        'ratio',
        1.1,
        `${spread(open)}; DevTools alone, on its Console, without the extension: ${median(alone).toFixed(2)}`,
      ),
      atMost(
        '500 small server calls, panel open on the graph / DevTools alone',
        median(panelAlone),
        'ratio',
        1.1,
        spread(panelAlone),
      ),
      atMost('5,000 clientside calls, recording / none', median(burst), 'ratio', 1.1, spread(burst)),
      atMost('one 20 MB response, recording / none', median(large), 'ratio', 1.05, spread(large)),
      atMost(
        '20 MB responses: extra heap kept in the page',
        grown('recording') - grown('none'),
        'MB',
        RING,
        `after ${LARGE_ROUNDS} of them; without the extension ${grown('none').toFixed(1)} MB`,
      ),
    ];
  } finally {
    for (const { stop } of contenders) await stop();
    await app.stop();
  }
}
