import { describe, expect, it } from 'vitest';
import { layOutLanes } from '../../../../../panel/timeline/lanes/lane-layout';
import { hitTest } from '../../../../../panel/timeline/lanes/hit-test';
import { createTimeline, LANES, type LaneName, type Timeline } from '../../../../../panel/timeline/lanes/to-lanes';
import { walkBars } from '../../../../../panel/timeline/lanes/walk-bars';
import type { TraceModel } from '../../../../../src/trace/model';
import { toCallId, type Call, type CallId } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

function timelineOf(...lines: string[]): Timeline {
  const timeline = createTimeline();
  timeline.update(traceFrom(...lines));
  return timeline;
}

const laneIn = (timeline: Timeline, name: LaneName) => {
  const lane = timeline.lanes[LANES.indexOf(name)];
  if (!lane) throw new Error(name);
  return lane;
};
const contents = (timeline: Timeline) =>
  Object.fromEntries(
    timeline.lanes.flatMap(({ name, bars, index }) =>
      bars.length === 0
        ? []
        : [
            [
              name,
              bars.map(
                (bar, i) =>
                  `${bar.type === 'call' ? bar.call.id : bar.event.type} ${index.startOf(i)}-${index.endOf(i)} row ${index.rowOf(i)}`,
              ),
            ],
          ],
    ),
  );

describe('lanes', () => {
  it('sort calls by where they ran, with user actions above', () =>
    expect(
      contents(
        timelineOf(
          'event 10.4 user {"id":"btn","component":"Button","props":{"n_clicks":1}}',
          'event 80 long-task {"duration":60}',
          'c1 a.out <- btn.n_clicks 10-100',
          'c2 b.out <- btn.n_clicks 10-50',
          'c3 c.out <- a.out 100-101 clientside cause c1',
          'c4 d.out <- a.out 100-900 background cause c1',
          'c5 e.out <- a.out 100-200 websocket cause c1',
          'c6 f.out <- a.out 210- cause c1',
        ),
      ),
    ).toEqual({
      you: ['user 10.4-10.4 row 0'],
      server: ['c1 10-100 row 0', 'c2 10-50 row 1', 'c6 210-Infinity row 0'],
      clientside: ['c3 100-101 row 0'],
      jobs: ['c4 100-900 row 0'],
      websocket: ['c5 100-200 row 0'],
      'long tasks': ['long-task 80-140 row 0'],
    }));

  it('separate user actions from automatic events', () => {
    const timeline = timelineOf(
      'event 10.4 user {"id":"btn","component":"Button","props":{"n_clicks":1}}',
      'event 500 user {"id":"url","component":"Location","props":{"pathname":"/"}}',
      'c1 a.out <- btn.n_clicks 10-100',
    );
    expect(laneIn(timeline, 'you').bars).toMatchObject([
      { gesture: true, setOff: ['c1'] },
      { gesture: false, setOff: [] },
    ]);
    expect(timeline.actionOf(toCallId('c1'))).toEqual({ lane: 0, bar: 0 });
  });
});

describe('while the recording grows', () => {
  const part = (model: TraceModel, change: (call: Call) => Call | null): TraceModel => {
    const calls = new Map(
      [...model.calls].flatMap(([id, call]): [CallId, Call][] => {
        const next = change(call);
        return next ? [[id, next]] : [];
      }),
    );
    return { ...model, calls, callIds: [...calls.keys()] };
  };
  const whole = traceFrom(
    'c1 a.out <- btn.n_clicks 0-100',
    'c2 b.out <- btn.n_clicks 20-50',
    'c3 a.out 120-140',
    'c4 b.out 130-400',
  );

  it('has the same result as sorting the whole recording', () => {
    const timeline = createTimeline();
    for (let count = 1; count <= 4; count++)
      timeline.update(part(whole, (call) => (call.index <= count ? call : null)));
    const once = createTimeline();
    once.update(whole);
    expect(contents(timeline)).toEqual(contents(once));
  });

  it('closes bars that were open', () => {
    const timeline = createTimeline();
    timeline.update(
      part(whole, (call) =>
        call.id === 'c1' ? { ...call, ended: null, outcome: 'pending' } : call.index < 3 ? call : null,
      ),
    );
    expect(timeline.open).toBe(1);
    timeline.update(part(whole, (call) => (call.index < 3 ? call : null)));
    expect(timeline.open).toBe(0);
    expect(contents(timeline)['server']).toEqual(['c1 0-100 row 0', 'c2 20-50 row 1']);
  });

  it('moves calls of a callback that turns out to use the websocket', () => {
    const timeline = createTimeline();
    timeline.update(part(whole, (call) => (call.index === 1 ? { ...call, transport: null } : null)));
    timeline.update(part(whole, (call) => (call.index === 1 ? { ...call, transport: 'websocket' } : null)));
    expect(contents(timeline)).toEqual({ websocket: ['c1 0-100 row 0'] });
  });

  it('forgets what was cleared', () => {
    const timeline = createTimeline();
    timeline.update(whole);
    timeline.update({ ...part(whole, () => null), events: [] });
    expect(contents(timeline)).toEqual({});
  });
});

describe('under the pointer', () => {
  const timeline = timelineOf(
    'c1 a.out <- btn.n_clicks 100-500',
    'c2 b.out <- btn.n_clicks 300-700',
    'c3 c.out <- a.out 2000-2000.1 cause c1',
    'c4 c.out <- a.out 2000.3-2000.4 cause c1',
  );
  const layout = layOutLanes(timeline);
  const server = layout.boxes.find(({ lane }) => LANES[lane] === 'server');
  const hit = (time: number, row: number) =>
    hitTest(
      timeline,
      layout,
      { from: 0, to: 4000 },
      1000,
      time / 4,
      (server?.top ?? 0) + 3 + (row + 0.5) * (server?.rowHeight ?? 0),
    );

  it('is the bar of that row', () => {
    expect(hit(400, 0)).toMatchObject({ lane: 1, bar: 0, count: 1 });
    expect(hit(400, 1)).toMatchObject({ lane: 1, bar: 1, count: 1 });
  });
  it('is a run where bars are too thin to distinguish', () => expect(hit(2004, 0)).toMatchObject({ bar: 2, count: 2 }));
  it('is nothing in an empty place', () => expect(hit(3000, 0)).toBeNull());
});

describe('the keyboard', () => {
  const timeline = timelineOf(
    'event 9 user {"id":"btn","component":"Button","props":{"n_clicks":1}}',
    'c1 a.out <- btn.n_clicks 10-100',
    'c2 b.out <- btn.n_clicks 20-50',
    'c3 c.out <- a.out 100-101 clientside cause c1',
    'c4 c.out 300-301 cause c1',
  );
  it('moves in time within a lane', () => {
    expect(walkBars(timeline, { lane: 1, bar: 0 }, 'ArrowRight')).toEqual({ lane: 1, bar: 1 });
    expect(walkBars(timeline, { lane: 1, bar: 1 }, 'ArrowRight')).toEqual({ lane: 1, bar: 1 });
    expect(walkBars(timeline, { lane: 1, bar: 1 }, 'Home')).toEqual({ lane: 1, bar: 0 });
  });
  it('moves to the nearest bar of the next lane that has any', () => {
    expect(walkBars(timeline, { lane: 1, bar: 1 }, 'ArrowDown')).toEqual({ lane: 2, bar: 0 });
    expect(walkBars(timeline, { lane: 2, bar: 1 }, 'ArrowUp')).toEqual({ lane: 1, bar: 1 });
    expect(walkBars(timeline, { lane: 2, bar: 1 }, 'ArrowDown')).toEqual({ lane: 2, bar: 1 });
  });
  it('starts at the newest bar, or at the first with the right arrow', () => {
    expect(walkBars(timeline, null, 'ArrowLeft')).toEqual({ lane: 2, bar: 1 });
    expect(walkBars(timeline, null, 'ArrowRight')).toEqual({ lane: 0, bar: 0 });
  });
  it('ignores other keys', () => expect(walkBars(timeline, null, 'x')).toBeNull());
});

describe('the peak of a lane', () => {
  const server = LANES.indexOf('server');

  it('counts calls that were open at the same time', () =>
    expect(
      timelineOf('c1 a.out <- b.in 0-100', 'c2 c.out <- b.in 50-150', 'c3 d.out <- b.in 100-200').peakOf(server),
    ).toBe(2));

  it('does not count waiting requests', () =>
    expect(timelineOf('c1 a.out <- b.in 0-100', 'c2 c.out <- a.out 0', 'c3 d.out <- a.out 0').peakOf(server)).toBe(1));

  it('counts calls that are still running', () =>
    expect(timelineOf('c1 a.out <- b.in 0-', 'c2 c.out <- b.in 50-', 'c3 d.out <- b.in 60-70').peakOf(server)).toBe(3));

  it('is zero in an empty lane', () => expect(timelineOf('c1 a.out <- b.in 0-100').peakOf(2)).toBe(0));
});
