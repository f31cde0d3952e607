import { describe, expect, it } from 'vitest';
import { toJobSteps } from '../../../../../panel/inspector/call/to-job-steps';
import { toMilliseconds } from '../../../../../src/lib/brand';
import { toJobId } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

describe('toJobSteps', () => {
  it('lists progress and set_props in the order in which they came', () => {
    const job = {
      ...traceFrom('c1 r.out <- go.n=1 0- background job j1').jobs.get(toJobId('j1'))!,
      progress: [
        { at: toMilliseconds(10), props: { bar: { value: 1, max: 5 } } },
        { at: toMilliseconds(30), props: { bar: { value: 2 } } },
      ],
      setProps: [{ at: toMilliseconds(20), props: { '{"index":3,"type":"log"}': { children: 'half' } } }],
    };
    expect(
      toJobSteps(job).map(({ at, origin, props }) => [at, origin, props.map(({ name, text }) => `${name} ${text}`)]),
    ).toEqual([
      [10, 'progress', ['bar.value 1', 'bar.max 5']],
      [20, 'set_props', ['log[3].children "half"']],
      [30, 'progress', ['bar.value 2']],
    ]);
  });
});
