import { describe, expect, it } from 'vitest';
import { define } from '../../support/fakes/fake-layout';
import { recordPage, type RecordedPage } from '../../support/fakes/recorded-page';

const OUT = 'out.children';
const click = (page: RecordedPage, n = 1): void => {
  page.setProps('btn', { n_clicks: n });
};

/** A page with one callback, hydrated, after its initial call. */
async function pageOf(
  callbacks = [define(OUT, ['btn.n_clicks'], { prevent_initial_call: true })],
  components = ['btn', 'out', 'x', 'y', 'z'],
): Promise<RecordedPage> {
  const page = recordPage({ callbacks, components });
  page.hydrate();
  await page.settle();
  return page;
}

/** Types of the events of one call, in order. */
const story = (page: RecordedPage, call: number): readonly string[] =>
  page
    .events()
    .flatMap((event) => ('call' in event && event.call === call && event.type !== 'props' ? [event.type] : []));

describe('a call', () => {
  it('is followed from its request to what it wrote', async () => {
    const page = await pageOf();
    click(page);
    await page.settle();
    page.run(OUT).resolve({ out: { children: 'hi' } });
    await page.settle();
    expect(story(page, 1)).toEqual(['requested', 'ready', 'executing', 'finished', 'applied']);
    expect(page.of('requested')).toEqual([
      expect.objectContaining({
        call: 1,
        output: OUT,
        changed: [['btn.n_clicks', 2]],
        initial: false,
        group: null,
        by: [],
      }),
    ]);
    expect(page.of('applied')).toEqual([expect.objectContaining({ call: 1, updated: [OUT], declared: 1 })]);
    expect([page.painted, page.faults]).toEqual([[1], []]);
  });

  it('waits for a call that writes one of its inputs', async () => {
    const page = await pageOf([define('x.a', ['btn.n_clicks']), define(OUT, ['x.a', 'btn.n_clicks'])]);
    expect(story(page, 2)).toEqual(['requested']);
    page.run('x.a').resolve({ x: { a: 1 } });
    await page.settle();
    // The request by x.a joins the one that waits.
    expect(page.fate(2)).toBe('merged by 3');
    expect(story(page, 3)).toEqual(['requested', 'ready', 'executing']);
  });

  it('waits for one of the twelve slots', async () => {
    const outputs = Array.from({ length: 14 }, (_, index) => `o${index}.v`);
    const page = await pageOf(
      outputs.map((output) => define(output, ['btn.n_clicks'], { prevent_initial_call: true })),
      ['btn', ...outputs.map((output) => output.slice(0, -2))],
    );
    click(page);
    await page.settle();
    expect([page.of('ready').length, page.of('executing').length]).toEqual([14, 12]);
    page.run('o0.v').resolve({});
    await page.settle();
    expect(page.of('executing').map(({ call }) => call)).toEqual(Array.from({ length: 13 }, (_, index) => index + 1));
  });

  it('waits until the page is hydrated', async () => {
    const page = recordPage({ callbacks: [define(OUT, ['btn.n_clicks'])], components: ['btn', 'out'] });
    click(page);
    await page.settle();
    expect(story(page, 1)).toEqual(['requested', 'ready']);
  });

  it('is distinguished from calls of the same callback with other MATCH values', async () => {
    const page = await pageOf(
      [define('{"i":["MATCH"],"t":"o"}.v', ['{"i":["MATCH"],"t":"b"}.n'], { prevent_initial_call: true })],
      ['{"i":1,"t":"o"}', '{"i":1,"t":"b"}', '{"i":"1","t":"o"}', '{"i":"1","t":"b"}'],
    );
    page.setProps('{"i":1,"t":"b"}', { n: 1 });
    page.setProps('{"i":"1","t":"b"}', { n: 1 });
    await page.settle();
    expect(page.of('requested').map(({ anyVals }) => anyVals)).toEqual(['[1]', '["1"]']);
    const [first, second] = page.runs;
    second?.resolve({ '{"i":"1","t":"o"}': { v: 2 } });
    await page.settle();
    expect([page.fate(1), page.fate(2)]).toEqual(['open', 'data']);
    first?.resolve({ '{"i":1,"t":"o"}': { v: 1 } });
    await page.settle();
    expect(page.of('applied').map(({ call, updated }) => [call, updated])).toEqual([
      [2, ['{"i":"1","t":"o"}.v']],
      [1, ['{"i":1,"t":"o"}.v']],
    ]);
  });
});

describe('what a call returned', () => {
  it.each([
    ['nothing at all', {}, [], 2],
    ['one output of two', { x: { a: 1 } }, ['x.a'], 2],
    ['both', { x: { a: 1 }, y: { b: 2 } }, ['x.a', 'y.b'], 2],
  ])('is reported as the written values: %s', async (_, data, updated, declared) => {
    const page = await pageOf([define('..x.a...y.b..', ['btn.n_clicks'], { prevent_initial_call: true })]);
    click(page);
    await page.settle();
    page.run('..x.a...y.b..').resolve(data);
    await page.settle();
    expect(page.of('applied')).toEqual([expect.objectContaining({ updated, declared })]);
    expect(page.painted).toEqual(updated.length > 0 ? [1] : []);
  });

  it('names an output whose component is no longer on the page', async () => {
    const page = await pageOf();
    click(page);
    await page.settle();
    page.remove('out');
    page.run(OUT).resolve({ out: { children: 'hi' } });
    await page.settle();
    expect(page.fate(1)).toBe('data');
    expect(page.of('props').some(({ origin }) => origin === 'output')).toBe(false);
    expect(page.of('applied')).toEqual([expect.objectContaining({ updated: [OUT], gone: ['out'] })]);
    expect(page.call(1)).toMatchObject({
      outcome: 'discarded',
      reason: { code: 'targets_removed', params: { props: ['out.children'], others: false } },
      phases: expect.not.objectContaining({ applied: expect.anything() as unknown }) as unknown,
    });
  });

  it('is matched to its writes however the server spells an id', async () => {
    const page = await pageOf(
      [define('{"t":"\u00e9"}.v', ['btn.n_clicks'], { prevent_initial_call: true })],
      ['btn', '{"t":"\u00e9"}'],
    );
    click(page);
    await page.settle();
    page.run('{"t":"\u00e9"}.v').resolve({ '{"t":"\\u00e9"}': { v: 1 } });
    await page.settle();
    expect(page.of('applied')).toEqual([expect.not.objectContaining({ gone: expect.anything() as unknown })]);
  });

  it('can be an error', async () => {
    const page = await pageOf();
    click(page);
    await page.settle();
    const failure = new TypeError('no such thing');
    page.run(OUT).reject(failure);
    await page.settle();
    expect(page.of('finished')).toEqual([
      expect.objectContaining({ call: 1, result: 'error', message: 'no such thing', stack: failure.stack }),
    ]);
    expect(page.of('applied')).toEqual([expect.objectContaining({ updated: [] })]);
  });

  it('of a clientside function is recorded with its arguments', async () => {
    const clientside = { clientside_function: { namespace: 'ns', function_name: 'fn' }, prevent_initial_call: true };
    const page = await pageOf([define(OUT, ['btn.n_clicks'], clientside)]);
    click(page, 3);
    await page.settle();
    page.run(OUT).resolve({ out: { children: ['a', undefined, 3] } });
    await page.settle();
    expect(page.of('executing')).toEqual([expect.objectContaining({ transport: 'page' })]);
    expect(page.of('finished')[0]).toMatchObject({
      payload: {
        output: OUT,
        outputs: { id: 'out', property: 'children' },
        inputs: [{ id: 'btn', property: 'n_clicks', value: 3 }],
        changedPropIds: ['btn.n_clicks'],
      },
      data: { out: { children: ['a', null, 3] } },
    });
  });
});

describe('a request that never runs', () => {
  it('is dropped when all its inputs are gone', async () => {
    const page = await pageOf([define(OUT, ['btn.n_clicks', 'x.a'], { prevent_initial_call: true })]);
    click(page);
    page.remove('btn', 'x');
    await page.settle();
    expect(page.fate(1)).toBe('skipped');
    expect(story(page, 1)).toEqual(['requested', 'ready', 'executing', 'finished']);
    expect(page.of('executing')).toEqual([expect.objectContaining({ transport: 'none' })]);
  });

  it('fails when some of its inputs are gone', async () => {
    const page = await pageOf([define(OUT, ['btn.n_clicks', 'x.a'], { prevent_initial_call: true })]);
    click(page);
    page.remove('x');
    await page.settle();
    expect(page.of('executing')).toEqual([expect.objectContaining({ transport: 'none' })]);
    expect(page.of('finished')).toEqual([
      expect.objectContaining({ result: 'error', message: expect.stringContaining('nonexistent object') as string }),
    ]);
    expect(story(page, 1)).toEqual(['requested', 'ready', 'executing', 'finished', 'applied']);
  });

  it('is dropped when its outputs were removed before', async () => {
    const page = await pageOf();
    click(page);
    page.remove('out');
    await page.settle();
    expect(page.fate(1)).toBe('outputs_missing');
  });

  it('is dropped when its outputs are removed while it waits for a slot', async () => {
    const page = recordPage({
      callbacks: [define(OUT, ['btn.n_clicks']), define('x.a', ['y.b'])],
      components: ['btn', 'out', 'x', 'y'],
    });
    click(page);
    await page.settle();
    page.remove('out');
    page.setProps('y', { b: 1 });
    await page.settle();
    expect(page.fate(1)).toBe('outputs_missing');
  });

  it('is dropped with its group when none of its inputs changed', async () => {
    const page = await pageOf([define('x.a', ['btn.n_clicks']), define('y.b', ['x.a'])]);
    page.run('x.a').resolve({});
    await page.settle();
    expect(page.of('requested').map(({ group }) => group)).toEqual(['0.1', '0.1']);
    expect(page.fate(2)).toBe('group_dropped');
  });

  it('is stopped when its callback is already part of the chain', async () => {
    const page = await pageOf([
      define('y.b', ['x.a'], { prevent_initial_call: true }),
      define('x.a', ['y.b'], { prevent_initial_call: true }),
    ]);
    page.setProps('x', { a: 1 });
    await page.settle();
    page.run('y.b').resolve({ y: { b: 1 } });
    await page.settle();
    page.run('x.a').resolve({ x: { a: 2 } });
    await page.settle();
    expect([1, 2, 3].map(page.fate)).toEqual(['data', 'data', 'circular']);
  });

  it('is stopped for that reason even when the same callback is requested again', async () => {
    const page = await pageOf([
      define('y.b', ['x.a'], { prevent_initial_call: true }),
      define('x.a', ['y.b'], { prevent_initial_call: true }),
    ]);
    page.setProps('x', { a: 1 });
    await page.settle();
    page.run('y.b').resolve({ y: { b: 1 } });
    await page.settle();
    page.run('x.a').resolve({ x: { a: 2 } });
    await Promise.resolve();
    await new Promise(setImmediate);
    page.setProps('x', { a: 3 });
    await page.settle();
    expect(page.fate(3)).toBe('circular');
    expect(page.fate(4)).toBe('open');
  });

  it('is discarded when the app is reloaded', async () => {
    const page = await pageOf();
    click(page);
    await page.settle();
    click(page, 2);
    page.reload();
    expect([page.fate(1), page.fate(2)]).toEqual(['reloaded', 'reloaded']);
    page.run(OUT).resolve({ out: { children: 'late' } });
    await page.settle();
    expect(story(page, 1).at(-1)).toBe('ended');
    expect(page.of('lifecycle').map(({ state }) => state)).toEqual(['HYDRATED', 'RELOAD']);
  });
});
