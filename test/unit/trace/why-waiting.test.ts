import { describe, expect, it } from 'vitest';
import { whyWaiting } from '../../../src/trace/why-waiting';
import { plainText } from '../../../src/words/plain';
import { describeReason } from '../../../src/words/reasons';
import { define } from '../../support/fakes/fake-layout';
import { recordPage, type RecordedPage } from '../../support/fakes/recorded-page';

const once = { prevent_initial_call: true };
function why(page: RecordedPage, call: number): string | null {
  const reason = whyWaiting(page.model(), page.call(call));
  return reason === null ? null : plainText(describeReason(reason));
}
async function clicked(
  callbacks: Parameters<typeof recordPage>[0]['callbacks'],
  components: readonly string[],
  ...buttons: readonly string[]
): Promise<RecordedPage> {
  const page = recordPage({ callbacks, components: [...components] });
  page.hydrate();
  await page.settle();
  for (const button of buttons) page.setProps(button, { n: 1 });
  await page.settle();
  return page;
}

describe('a request that waits', () => {
  it('names the call that will write its input', async () => {
    const page = await clicked(
      [define('x.a', ['btn.n'], once), define('y.b', ['x.a', 'btn.n'], once)],
      ['btn', 'x', 'y'],
      'btn',
    );
    expect(why(page, 1)).toBeNull();
    expect(why(page, 2)).toBe('It is waiting for call c1, which has yet to write its input x.a.');
  });

  it('names the call at the start of the chain to its input', async () => {
    const page = await clicked(
      [define('x.a', ['btn.n'], once), define('z.c', ['x.a'], once), define('y.b', ['z.c', 'btn.n'], once)],
      ['btn', 'x', 'y', 'z'],
      'btn',
    );
    expect(why(page, 2)).toBe('It is waiting for call c1, which its input z.c depends on.');
  });

  it('does not wait for another instance of a pattern', async () => {
    const pattern = (type: string): string => `{"i":["MATCH"],"t":"${type}"}`;
    const id = (i: number, type: string): string => `{"i":${i},"t":"${type}"}`;
    const callbacks = [
      define(`${pattern('x')}.a`, [`${pattern('btn')}.n`], once),
      define(`${pattern('y')}.b`, [`${pattern('x')}.a`, `${pattern('btn')}.n`], once),
    ];
    const page = await clicked(
      callbacks,
      ['x', 'y', 'btn'].flatMap((type) => [id(1, type), id(2, type)]),
      id(2, 'btn'),
      id(1, 'btn'),
    );
    const waiting = [...page.model().calls.values()].filter(({ phases }) => phases.ready === undefined);
    expect(waiting).toHaveLength(2);
    for (const call of waiting) {
      const blocker = [...page.model().calls.values()].find(
        (other) => other.callback !== call.callback && other.match?.['i'] === call.match?.['i'],
      );
      expect(why(page, call.index)).toBe(
        `It is waiting for call ${blocker?.id}, which has yet to write its input x[${JSON.stringify(call.match?.['i'])}].a.`,
      );
    }
  });

  it('waits for a slot when all twelve are taken', async () => {
    const outputs = Array.from({ length: 13 }, (_, index) => `o${index}`);
    const page = await clicked(
      outputs.map((id) => define(`${id}.v`, ['btn.n'], once)),
      ['btn', ...outputs],
      'btn',
    );
    expect(why(page, 13)).toBe(
      'It is waiting for a free slot: Dash runs at most 12 callbacks of a page at once, and 12 are running.',
    );
  });

  it('is held until the app has started', async () => {
    const page = recordPage({ callbacks: [define('x.a', ['btn.n'], once)], components: ['btn', 'x'] });
    page.setProps('btn', { n: 1 });
    await page.settle();
    expect(page.call(1)).toMatchObject({ outcome: 'not_hydrated', ended: null });
    page.hydrate();
    page.setProps('btn', { n: 2 });
    await page.settle();
    expect(page.call(2)).toMatchObject({ outcome: 'pending', reason: null });
  });
});
