import { describe, expect, it } from 'vitest';
import { callbackLabel, callbackWords, type WordsInput } from '../../../../../src/words/callback-card';
import { directPath, routedPath } from '../../../../../panel/graph/cards/edge-path';
import { fitViewport, isInView } from '../../../../../panel/graph/viewport/fit-viewport';
import { readLayout, writeLayout } from '../../../../../panel/graph/layout/stored-layout';
import { jobProgress } from '../../../../../src/words/job-progress';
import { applyMoved, movedKey, readMoved, writeMoved } from '../../../../../panel/graph/layout/moved-cards';
import { pageOf } from '../../../../../panel/selectors/graph-choices';
import { toCallbackKey, type CallbackKind, type Job } from '../../../../../src/trace/types';
import { traceFrom } from '../../../../support/notation/trace-from';

function spoken(now: number | null, ...lines: string[]): { words: ReturnType<typeof callbackWords>; label: string } {
  const model = traceFrom(...lines);
  const key = toCallbackKey('a.out');
  const activity = model.activity.get(key) ?? null;
  const kind: CallbackKind = model.callbacks.get(key)?.kind ?? 'server';
  const id = activity?.running[0] ?? activity?.waiting[0] ?? activity?.lastCall;
  const input: WordsInput = {
    kind,
    activity,
    call: (id && model.calls.get(id)) ?? null,
    job: null,
    progress: null,
    now,
    waitsFor: null,
  };
  return { words: callbackWords(input), label: callbackLabel('a.out', kind, activity) };
}

describe('the text of a callback', () => {
  it('is shown before its first call', () => {
    expect(spoken(0, 'callback a.out <- b.in').words).toEqual({ tone: 'idle', main: 'no calls yet', detail: 'server' });
  });

  it('is shown while it waits and while it runs', () => {
    expect(spoken(138, 'c1 a.out <- b.in 100').words).toMatchObject({ tone: 'waiting', main: 'waiting 40 ms' });
    expect(spoken(1300, 'c1 a.out <- b.in 100-').words).toMatchObject({ tone: 'running', main: 'server 1.2 s' });
    expect(spoken(null, 'c1 a.out <- b.in 100-').words.main).toBe('server');
  });

  it('is shown after its calls, with an error as long as there was one', () => {
    expect(spoken(0, 'c1 a.out <- b.in 0-142').words).toMatchObject({ tone: 'quiet', main: '142 ms' });
    const failed = spoken(0, 'c1 a.out <- b.in 0-20 error "boom"', 'c2 a.out <- b.in 30-40');
    expect(failed.words).toEqual({ tone: 'error', main: 'error ×1', detail: '10 ms' });
    expect(failed.label).toBe('callback a.out, server, 2 calls, last 10 ms, 1 error');
  });
});

describe('the progress of a job', () => {
  const job = (props: Job['progress'][number]['props']): Job => ({ progress: [{ at: 1, props }] }) as unknown as Job;

  it('is read from the usual components', () => {
    expect(jobProgress(job({ bar: { value: '7', max: '10' } }))).toEqual({ text: 'step 7/10', ratio: 0.7 });
    expect(jobProgress(job({ bar: { value: 30 } }))).toEqual({ text: '30 %', ratio: 0.3 });
    expect(jobProgress(job({ note: { children: 'loading' } }))).toEqual({ text: 'loading', ratio: null });
    expect(jobProgress(null)).toBeNull();
  });
});

describe('the path of an edge', () => {
  const numbers = (path: string): number[] => (path.match(/-?[\d.]+/g) ?? []).map(Number);

  it('starts and ends at its cards, whatever the route says', () => {
    const path = routedPath({ x: 0, y: 5 }, { x: 200, y: 90 }, [
      { x: 80, y: 7 },
      { x: 80, y: 88 },
    ]);
    expect(path.startsWith('M0 5')).toBe(true);
    expect(path.endsWith('L200 90')).toBe(true);
  });

  it('goes around when the target is behind the source', () => {
    const xs = numbers(directPath({ x: 300, y: 0 }, { x: 100, y: 0 })).filter((_, index) => index % 2 === 0);
    expect(Math.max(...xs)).toBeGreaterThan(300);
    expect(Math.min(...xs)).toBeLessThan(100);
  });

  it('is a plain curve when the route is invalid', () => {
    const ends = [
      { x: 0, y: 0 },
      { x: 100, y: 50 },
    ] as const;
    expect(
      routedPath(...ends, [
        { x: 1, y: 2 },
        { x: 3, y: 4 },
      ]),
    ).toBe(directPath(...ends));
  });
});

describe('the view', () => {
  const box = { x: 100, y: 50, width: 900, height: 300 };

  it('fits the whole graph, never enlarged', () => {
    const room = { width: 700, height: 400 };
    expect(isInView(box, room, fitViewport(box, room))).toBe(true);
    expect(fitViewport({ ...box, width: 20, height: 20 }, room).zoom).toBe(1);
  });

  it('shows the start of a graph too large to read', () => {
    const noted = { width: 300, height: 400, hasNote: true };
    expect(fitViewport(box, noted, 0.5).y).toBeGreaterThan(fitViewport(box, { ...noted, hasNote: false }, 0.5).y);
    const view = fitViewport(box, { width: 300, height: 400 }, 0.5);
    expect(view.zoom).toBe(0.5);
    expect(box.x * view.zoom + view.x).toBe(16);
  });

  it('shows the important part of a graph that is too large, without empty space next to it', () => {
    const room = { width: 300, height: 400 };
    const last = { x: 600, y: 100, width: 100, height: 40 };
    expect(isInView(last, room, fitViewport(box, room, 0.5, last))).toBe(true);
    const end = fitViewport(box, room, 0.5, { ...last, x: 980 });
    expect((box.x + box.width) * end.zoom + end.x).toBe(300 - 16);
    expect(fitViewport(box, { width: 2000, height: 800 }, 0.5, last)).toEqual(
      fitViewport(box, { width: 2000, height: 800 }, 0.5),
    );
  });
});

describe('dragged cards', () => {
  const graph = { nodes: ['a', 'b', 'c'].map((id) => ({ id, width: 100, height: 40 })), edges: [] };
  const laidOut = new Map([
    ['a', { x: 0, y: 0 }],
    ['b', { x: 200, y: 0 }],
    ['c', { x: 400, y: 0 }],
  ]);

  it('are stored per page, and survive invalid stored data', () => {
    expect(movedKey(pageOf('http://localhost:8050/sales?x=1#top'))).toBe('graph.moved:http://localhost:8050/sales');
    const moved = { structure: 's', at: new Map([['a', { x: 1, y: 2 }]]) };
    expect(readMoved(writeMoved(moved))).toEqual(moved);
    for (const broken of [undefined, null, 3, 'x', [], { at: 3 }, { at: { a: ['x', null] } }]) {
      expect(readMoved(broken).at.size).toBe(0);
    }
  });

  it('stay where they were dropped, as long as the app is the same', () => {
    const moved = { structure: 's', at: new Map([['a', { x: 210, y: 5 }]]) };
    const positions = applyMoved(graph, laidOut, moved, 's');
    expect(positions.get('a')).toEqual({ x: 210, y: 5 });
    expect(positions.get('b')).toEqual({ x: 200, y: 0 });
  });

  it('push aside what a changed app puts in their position', () => {
    const moved = { structure: 'old', at: new Map([['a', { x: 210, y: 5 }]]) };
    const positions = applyMoved(graph, laidOut, moved, 'new');
    expect(positions.get('a')).toEqual({ x: 210, y: 5 });
    expect(positions.get('b')).not.toEqual({ x: 200, y: 0 });
    expect(positions.get('c')).toEqual({ x: 400, y: 0 });
  });
});

describe('a stored layout', () => {
  const graph = { nodes: [{ id: 'a', width: 9, height: 9 }], edges: [] };
  const layout = {
    positions: new Map([['a', { x: 1, y: 2 }]]),
    routes: new Map([
      [
        'e',
        [
          { x: 3, y: 4 },
          { x: 3, y: 8 },
        ],
      ],
    ]),
  };

  it('is reused for the same structure only', () => {
    const kept = writeLayout('s', layout);
    expect(readLayout(kept, 's', graph)).toEqual(layout);
    expect(readLayout(kept, 'other', graph)).toBeNull();
  });

  it('is not used when it does not place everything', () => {
    const more = { nodes: [...graph.nodes, { id: 'b', width: 9, height: 9 }], edges: [] };
    expect(readLayout(writeLayout('s', layout), 's', more)).toBeNull();
    expect(readLayout({ structure: 's', positions: { a: ['x', 2] }, routes: 7 }, 's', graph)).toBeNull();
  });
});
