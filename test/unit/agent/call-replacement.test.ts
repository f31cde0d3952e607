import { describe, expect, it } from 'vitest';
import { define } from '../../support/fakes/fake-layout';
import { recordPage, type RecordedPage } from '../../support/fakes/recorded-page';

const OUT = 'out.children';
const once = { prevent_initial_call: true };

async function pageOf(
  callbacks = [define(OUT, ['btn.n_clicks', 'x.a'], once)],
  components = ['btn', 'out', 'x', 'y'],
): Promise<RecordedPage> {
  const page = recordPage({ callbacks, components });
  page.hydrate();
  await page.settle();
  return page;
}
const fates = (page: RecordedPage): readonly string[] => page.of('requested').map(({ call }) => page.fate(call));

describe('requests for the same callback in one turn', () => {
  it('become one call with the changes of all of them', async () => {
    const page = await pageOf();
    page.setProps('btn', { n_clicks: 1 });
    page.setProps('x', { a: 1 });
    page.setProps('btn', { n_clicks: 2 });
    await page.settle();
    expect(fates(page)).toEqual(['merged by 3', 'merged by 3', 'open']);
    expect(page.of('changed')).toEqual([
      expect.objectContaining({
        call: 3,
        changed: [
          ['btn.n_clicks', 2],
          ['x.a', 2],
        ],
      }),
    ]);
    page.run(OUT).resolve({ out: { children: 'once' } });
    await page.settle();
    expect(page.of('applied').map(({ call }) => call)).toEqual([3]);
  });

  it('become one call even while it has to wait', async () => {
    const page = await pageOf([define('x.a', ['y.b'], once), define(OUT, ['btn.n_clicks', 'x.a'], once)]);
    page.setProps('y', { b: 1 });
    page.setProps('btn', { n_clicks: 1 });
    page.setProps('btn', { n_clicks: 2 });
    await page.settle();
    expect(fates(page)).toEqual(['open', 'merged by 3', 'open']);
    expect(page.of('ready').map(({ call }) => call)).toEqual([1]);
  });

  it('replace the one from the page load', async () => {
    const page = recordPage({ callbacks: [define(OUT, ['btn.n_clicks'])], components: ['btn', 'out'] });
    page.hydrate();
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    expect(fates(page)).toEqual(['merged by 2', 'open']);
    expect(page.of('changed')).toEqual([]);
  });

  it('replace the one from the page load even when they came before it', async () => {
    const page = recordPage({ callbacks: [define(OUT, ['btn.n_clicks'])], components: ['btn', 'out'] });
    page.setProps('btn', { n_clicks: 1 });
    page.hydrate();
    await page.settle();
    expect(fates(page)).toEqual(['open', 'merged by 1']);
  });

  it('are not confused with one that closes a cycle', async () => {
    const page = await pageOf([define('y.b', ['x.a', 'btn.n_clicks'], once), define('x.a', ['y.b'], once)]);
    page.setProps('x', { a: 1 });
    await page.settle();
    page.run('y.b').resolve({ y: { b: 1 } });
    await page.settle();
    page.setProps('btn', { n_clicks: 1 });
    page.setProps('btn', { n_clicks: 2 });
    page.run('x.a').resolve({ x: { a: 2 } });
    await new Promise(setImmediate);
    expect(page.of('requested').at(-1)).toMatchObject({ call: 5, output: 'y.b', by: [2] });
    await page.settle();
    expect(fates(page)).toEqual(['data', 'data', 'merged by 4', 'open', 'circular']);
  });
});

describe('a newer request', () => {
  it('replaces one that is waiting', async () => {
    const page = recordPage({ callbacks: [define(OUT, ['btn.n_clicks'])], components: ['btn', 'out'] });
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    page.setProps('btn', { n_clicks: 2 });
    await page.settle();
    expect(fates(page)).toEqual(['superseded by 2', 'open']);
  });

  it('discards the result of a running one', async () => {
    const page = await pageOf();
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    page.setProps('btn', { n_clicks: 2 });
    await page.settle();
    expect(fates(page)).toEqual(['discarded by 2', 'open']);
    const [first, second] = page.runs;
    second?.resolve({ out: { children: 'new' } });
    await page.settle();
    first?.resolve({ out: { children: 'old' } });
    await page.settle();
    expect(page.of('finished').map(({ call }) => call)).toEqual([2]);
    expect(page.of('applied').map(({ call }) => call)).toEqual([2]);
  });

  it('discards it even while it has to wait itself', async () => {
    const page = await pageOf([define('x.a', ['y.b'], once), define(OUT, ['btn.n_clicks', 'x.a'], once)]);
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    page.setProps('y', { b: 1 });
    page.setProps('btn', { n_clicks: 2 });
    await page.settle();
    expect(fates(page)).toEqual(['discarded by 3', 'open', 'open']);
  });

  it('discards it even when it is then dropped itself', async () => {
    const page = await pageOf();
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    page.remove('out');
    page.setProps('btn', { n_clicks: 2 });
    await page.settle();
    expect(fates(page)).toEqual(['discarded by 2', 'outputs_missing']);
  });

  it('of other MATCH values replaces nothing', async () => {
    const page = await pageOf([define(OUT, ['{"i":["MATCH"]}.n'], once)], ['out', '{"i":1}', '{"i":2}']);
    page.setProps('{"i":1}', { n: 1 });
    await page.settle();
    page.setProps('{"i":2}', { n: 1 });
    await page.settle();
    expect(fates(page)).toEqual(['open', 'open']);
  });
});

describe('copies of a request', () => {
  const ALL = '{"i":["ALL"],"t":"o"}.v';
  const items = ['{"i":1,"t":"o"}', '{"i":2,"t":"o"}'];

  it('with ALL outputs are the same call', async () => {
    const page = await pageOf(
      [define(ALL, ['btn.n_clicks'], once), define('x.a', ['y.b'], once)],
      [...items, 'btn', 'x', 'y'],
    );
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    for (const b of [1, 2, 3]) {
      page.setProps('y', { b });
      await page.settle();
    }
    page.run(ALL).resolve({ [items[0] as string]: { v: 1 }, [items[1] as string]: { v: 2 } });
    await page.settle();
    expect(page.of('requested').filter(({ output }) => output === ALL)).toHaveLength(1);
    expect(page.fate(1)).toBe('data');
    expect(page.of('applied')).toEqual([expect.objectContaining({ call: 1, declared: 2 })]);
    expect(page.of('ended').filter(({ call }) => call === 1)).toEqual([]);
  });

  it('add nothing as long as none of their properties changed', async () => {
    const page = await pageOf(
      [define(ALL, ['btn.n_clicks'], once), define('x.a', ['y.b'], once)],
      [...items, 'btn', 'x', 'y'],
    );
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    page.setProps('y', { b: 1 });
    await page.settle();
    expect(page.of('changed')).toEqual([]);
  });

  it('with ALL outputs are not superseded: both run and both are applied', async () => {
    const page = await pageOf([define(ALL, ['btn.n_clicks'], once)], [...items, 'btn']);
    for (const n_clicks of [1, 2]) {
      page.setProps('btn', { n_clicks });
      await page.settle();
    }
    expect(fates(page)).toEqual(['open', 'open']);
    const [first, second] = page.runs;
    second?.resolve({ [items[0] as string]: { v: 'second' } });
    await page.settle();
    first?.resolve({ [items[0] as string]: { v: 'first' } });
    await page.settle();
    expect(page.of('applied').map(({ call }) => call)).toEqual([2, 1]);
  });

  it('with ALL outputs that wait for a slot keep their order', async () => {
    const page = recordPage({ callbacks: [define(ALL, ['btn.n_clicks'])], components: [...items, 'btn'] });
    for (const n_clicks of [1, 2, 3]) {
      page.setProps('btn', { n_clicks });
      await page.settle();
    }
    expect(fates(page)).toEqual(['open', 'open', 'open']);
    page.store.dispatch({ type: 'SET_APP_LIFECYCLE', payload: 'HYDRATED' });
    page.setProps('btn', { n_clicks: 4 });
    await page.settle();
    expect(page.of('executing').map(({ call }) => call)).toEqual([1, 2, 3, 4]);
    expect(fates(page)).toEqual(['open', 'open', 'open', 'open']);
  });

  it('of a call that lost one of its outputs are the same call, with its remaining triggers', async () => {
    const page = await pageOf([define('..out.a...x.b..', ['btn.n_clicks', 'y.c'], once)]);
    page.setProps('btn', { n_clicks: 1 });
    page.setProps('y', { c: 1 });
    await page.settle();
    page.remove('x', 'btn');
    page.setProps('out', { unrelated: 1 });
    page.store.dispatch({ type: 'Callbacks.Completed', payload: 1 });
    await page.settle();
    expect(page.of('ended').filter(({ reason }) => reason !== 'merged')).toEqual([]);
    expect(page.of('changed').at(-1)).toMatchObject({ call: 2, changed: [['y.c', 2]] });
    page.run('..out.a...x.b..').resolve({ out: { a: 1 } });
    await page.settle();
    expect(page.of('applied')).toEqual([expect.objectContaining({ call: 2, updated: ['out.a'] })]);
  });

  it('of a call that lost all its outputs while it ran end the call', async () => {
    const page = await pageOf();
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    page.remove('out');
    page.store.dispatch({ type: 'Callbacks.Completed', payload: 1 });
    await page.settle();
    expect(page.fate(1)).toBe('discarded');
    page.run(OUT).resolve({ out: { children: 'late' } });
    await page.settle();
    expect(page.of('finished')).toEqual([]);
  });
});

describe('calls that were under way before the agent started', () => {
  it('are known from the first transition it sees', async () => {
    const page = recordPage({
      callbacks: [define(OUT, ['btn.n_clicks'])],
      components: ['btn', 'out'],
      before: (renderer) => {
        renderer.hydrate();
        renderer.tick();
      },
    });
    expect(page.of('requested')).toEqual([]);
    page.run(OUT).resolve({ out: { children: 1 } });
    await page.settle();
    expect(page.of('requested')).toEqual([expect.objectContaining({ call: 1, output: OUT, initial: true })]);
    expect(page.fate(1)).toBe('data');
    expect(page.of('applied')).toHaveLength(1);
  });

  it('are not made up when only their end is seen', async () => {
    const page = recordPage({
      callbacks: [define(OUT, ['btn.n_clicks'])],
      components: ['btn', 'out'],
      before: (renderer) => {
        renderer.hydrate();
        renderer.tick();
      },
    });
    page.setProps('btn', { n_clicks: 1 });
    await page.settle();
    expect(fates(page)).toEqual(['open']);
    expect(page.of('ended')).toEqual([]);
  });
});
