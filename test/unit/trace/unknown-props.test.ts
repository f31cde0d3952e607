import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../../src/analysis/problems/problem-finder';
import type { AgentEvent } from '../../../src/protocol/events';
import { createTrace } from '../../../src/trace/create-trace';
import { readTrace } from '../../../src/trace/file/read-trace';
import { toTraceFile } from '../../../src/trace/file/write-trace';
import type { TraceModel } from '../../../src/trace/model';

const reported = (seq: number, property: string): AgentEvent => ({
  seq,
  at: seq,
  turn: seq,
  renderer: 0,
  type: 'error',
  message: 'Invalid prop for this component',
  html: `Property "${property}" was used with component ID:\n  "out"\nin one of the Output items of a callback.\nThis ID is assigned to a dash_html_components.P component\n`,
});

const findingsOf = (model: TraceModel): readonly (readonly unknown[])[] =>
  problemsOf(model).map(({ rule, params }) => [rule, 'near' in params ? params.near : null]);

describe('a property that a component does not have', () => {
  const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
  trace.apply([reported(1, 'childern'), reported(2, 'childern'), reported(3, 'zoom')]);

  it('is a finding as soon as Dash reports it, once', () => {
    expect(findingsOf(trace.model())).toEqual([
      ['unknown-property', ['children']],
      ['unknown-property', []],
    ]);
  });

  it('is still one in a saved recording', () => {
    const read = readTrace(JSON.stringify(toTraceFile(trace.model())));
    expect('model' in read ? findingsOf(read.model) : read).toEqual(findingsOf(trace.model()));
  });

  it('is not reported for any other error', () => {
    const other = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    other.apply([{ ...reported(1, 'childern'), message: 'ID not found in layout' } as AgentEvent]);
    expect(findingsOf(other.model())).toEqual([]);
  });
});
