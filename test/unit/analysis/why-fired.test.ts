import { describe, expect, it } from 'vitest';
import { whyFired } from '../../../src/analysis/why-fired';
import { toCallId } from '../../../src/trace/types';
import { traceFrom } from '../../support/notation/trace-from';

const wayTo = (id: string, ...lines: readonly string[]) => {
  const { steps, before } = whyFired(traceFrom(...lines), toCallId(id));
  return {
    before,
    steps: steps.map(({ call, triggers }) => [
      call.id,
      ...triggers.map(({ cause, mark }) => `${cause.type} ${cause.prop_id ?? ''} ${mark ?? '?'}`),
    ]),
  };
};

describe('why a call ran', () => {
  it('is explained from the action through every call', () =>
    expect(
      wayTo(
        'c3',
        'c1 a.data=1 <- btn.n_clicks=1 0-10',
        'c2 b.data=2 <- a.data=1 10-20 cause c1',
        'c3 c.data=3 <- b.data=2 20-30 cause c2',
      ),
    ).toEqual({
      before: 0,
      steps: [
        ['c1', 'user btn.n_clicks new'],
        ['c2', 'call a.data new'],
        ['c3', 'call b.data new'],
      ],
    }));

  it('reports whether a trigger has another value than the last time', () => {
    const lines = [
      'c1 out.data=1 <- a.data=1 b.data=1 0-10',
      'c2 out.data=1 <- a.data=1 b.data=1 20-30',
      'c3 out.data=2 <- a.data=5 b.data=1 40-50',
    ];
    expect(wayTo('c2', ...lines).steps).toEqual([['c2', 'user a.data same']]);
    expect(wayTo('c3', ...lines).steps).toEqual([['c3', 'user a.data changed']]);
  });

  it('compares an instance with itself', () => {
    const line = (id: number, index: number, value: number): string =>
      `c${id} {"index":["MATCH"],"type":"out"}.data=1 <- {"index":["MATCH"],"type":"in"}.value=${value} ${id * 10}-${id * 10 + 5} match {"index":${index}}`;
    expect(wayTo('c3', line(1, 1, 7), line(2, 2, 7), line(3, 1, 7)).steps[0]?.[1]).toContain('same');
    expect(wayTo('c2', line(1, 1, 7), line(2, 2, 7)).steps[0]?.[1]).toContain('new');
  });

  it('does not know whether a property is new where the first calls were forgotten', () => {
    const model = traceFrom('c1 a.data=1 <- x.n=1 0-5', 'c2 out.data=1 <- a.data=1 20-30');
    const [first, ...others] = model.callIds;
    if (first === undefined) throw new Error('There is no call.');
    const rest = { ...model, callIds: others, calls: new Map([...model.calls].filter(([id]) => id !== first)) };
    const markIn = (trace: typeof model): unknown => whyFired(trace, toCallId('c2')).steps.at(-1)?.triggers[0]?.mark;
    expect(markIn(model)).toBe('new');
    expect(markIn(rest)).toBeNull();
  });

  it('does not follow a loop forever, and leaves out distant causes', () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) =>
        `c${index + 1} n.data=${index} <- n.data=${index} ${index * 10}-${index * 10 + 5} ${index === 0 ? 'cause user' : `cause c${index}`}`,
    );
    const { steps, before } = wayTo('c60', ...lines);
    expect(steps).toHaveLength(40);
    expect(before).toBe(20);
  });
});
