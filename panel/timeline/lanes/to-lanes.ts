import { createCallWatch } from '../../../src/analysis/changed-calls';
import { createLaneIndex, type LaneIndex } from '../../../src/analysis/timeline-index';
import type { TraceModel } from '../../../src/trace/model';
import type { Call, CallbackKey, CallId, Job, JobId, PropId, TraceEvent } from '../../../src/trace/types';

export const LANES = ['you', 'server', 'clientside', 'jobs', 'websocket', 'long tasks'] as const;
export type LaneName = (typeof LANES)[number];

/** What lies in a lane: a call (with the job it started), an action or tick, or a task that blocked the page. */
export type Bar =
  | { readonly type: 'call'; readonly call: Call; readonly job: Job | null }
  | {
      readonly type: 'action';
      readonly event: TraceEvent;
      readonly gesture: boolean;
      readonly setOff: readonly CallId[];
    }
  | { readonly type: 'task'; readonly event: TraceEvent; readonly duration: number };

export interface Lane {
  readonly name: LaneName;
  readonly index: LaneIndex;
  /** By the index's numbers. */
  readonly bars: readonly Bar[];
}

/** One bar: the lane's place in `LANES`, and its number there. */
export interface BarPlace {
  readonly lane: number;
  readonly bar: number;
}

export interface Timeline {
  /** One for each of `LANES`, in that order. */
  readonly lanes: readonly Lane[];
  /** The first and the last moment of calls and actions, with the long tasks in between and right after. */
  readonly from: number;
  readonly to: number;
  /** How many bars have no end yet. */
  readonly open: number;
  readonly size: number;
  /** How many calls of a lane were under way at the same time at most; requests that were still waiting do not count. */
  readonly peakOf: (lane: number) => number;
  readonly placeOf: (call: CallId) => BarPlace | undefined;
  /** The action or tick that triggered the call. */
  readonly actionOf: (call: CallId) => BarPlace | undefined;
  /** Takes the new part of the model. Returns whether there was any. */
  readonly update: (model: TraceModel) => boolean;
}

interface GrowingLane extends Lane {
  readonly bars: Bar[];
}

/** Milliseconds within which a write and the requests it makes are one step of the page. */
const SAME_STEP = 5;

/** A long task so soon after a call or action is likely its consequence. */
const SAME_STORY = 500;

const laneNumber = (name: LaneName): number => LANES.indexOf(name);
const YOU = laneNumber('you');
const TASKS = laneNumber('long tasks');

/** `type` is an open set here: the model may know kinds of events that this file was not written for. */
const typeOf = ({ type }: TraceEvent): string => type;

/** Sorts everything recorded of one app into lanes, and goes on while the recording grows. */
export function createTimeline(): Timeline {
  let watch = createCallWatch();
  let drawn = nothingDrawn();
  const peaks = new Map<number, number>();
  /** Whether a callback runs over the websocket is known when it was first sent; its later calls wait in that lane. */
  const overSocket = new Set<CallbackKey>();

  /** Returns false if the call belongs in another lane than its present one. */
  const takeCalls = (model: TraceModel, calls: Iterable<Call>): boolean => {
    let fits = true;
    for (const call of calls) {
      if (call.transport === 'websocket') overSocket.add(call.callback);
      const job = call.job === null ? null : (model.jobs.get(call.job) ?? null);
      fits = placeCall(drawn, laneNumber(laneNameOf(call, overSocket)), call, job) && fits;
    }
    return fits;
  };

  const takeJobs = (model: TraceModel): boolean => {
    let changed = false;
    for (const [id, job] of model.jobs) {
      if (drawn.jobs.get(id) === job) continue;
      drawn.jobs.set(id, job);
      const call = model.calls.get(job.call);
      if (!call || !drawn.places.has(job.call)) continue;
      changed = true;
      placeCall(drawn, laneNumber(laneNameOf(call, overSocket)), call, job);
    }
    return changed;
  };

  return {
    get lanes() {
      return drawn.lanes;
    },
    get from() {
      return drawn.from === Infinity ? 0 : drawn.from;
    },
    get to() {
      return drawn.to;
    },
    get open() {
      return drawn.open.size;
    },
    get size() {
      return drawn.lanes.reduce((sum, { bars }) => sum + bars.length, 0);
    },
    peakOf(lane) {
      const known = peaks.get(lane);
      if (known !== undefined) return known;
      const peak = mostAtOnce(drawn.lanes[lane]?.bars ?? []);
      peaks.set(lane, peak);
      return peak;
    },
    placeOf: (call) => drawn.places.get(call),
    actionOf: (call) => drawn.actions.get(call),
    update(model) {
      peaks.clear();
      const { afresh, calls } = watch(model);
      const isEmpty = model.callIds.length === 0 && model.events.length === 0;
      if (afresh || (isEmpty && drawn.lanes.some(({ bars }) => bars.length > 0))) {
        drawn = nothingDrawn();
        overSocket.clear();
      }
      const before = drawn.eventsSeen;
      takeEvents(drawn, model.events);
      const fits = takeCalls(model, calls);
      if (!fits) {
        // Rare: the first call of a callback turned out to go over the websocket. Rows are given in order of time.
        drawn = nothingDrawn();
        watch = createCallWatch();
        takeEvents(drawn, model.events);
        takeCalls(model, watch(model).calls);
      }
      return takeJobs(model) || afresh || calls.length > 0 || drawn.eventsSeen !== before;
    },
  };
}

/** What the lanes show so far. */
interface Drawn {
  readonly lanes: readonly GrowingLane[];
  readonly places: Map<CallId, BarPlace>;
  readonly actions: Map<CallId, BarPlace>;
  readonly jobs: Map<JobId, Job>;
  readonly open: Set<CallId>;
  /** `Infinity` while there are no bars. */
  from: number;
  to: number;
  lastEvent: TraceEvent | undefined;
  eventsSeen: number;
}

const nothingDrawn = (): Drawn => ({
  lanes: LANES.map((name) => ({ name, index: createLaneIndex(), bars: [] })),
  places: new Map(),
  actions: new Map(),
  jobs: new Map(),
  open: new Set(),
  from: Infinity,
  to: 0,
  lastEvent: undefined,
  eventsSeen: 0,
});

function laneNameOf({ kind, transport, callback }: Call, overSocket: ReadonlySet<CallbackKey>): LaneName {
  if (kind === 'background') return 'jobs';
  if (kind === 'clientside') return 'clientside';
  return transport === 'websocket' || (transport === null && overSocket.has(callback)) ? 'websocket' : 'server';
}

/** Returns the bar's number in its lane. */
function addBar(drawn: Drawn, number: number, bar: Bar, start: number, end: number | null): number {
  const lane = drawn.lanes[number];
  if (lane === undefined) return -1;
  lane.bars.push(bar);
  // A page that is busy with itself, long after the last call, is not followed.
  if (bar.type !== 'task' || start < drawn.to + SAME_STORY) {
    drawn.from = Math.min(drawn.from, start);
    drawn.to = Math.max(drawn.to, start, end ?? 0);
  }
  return lane.index.add(start, end);
}

/** Returns false if the call is already in another lane. */
function placeCall(drawn: Drawn, number: number, call: Call, job: Job | null): boolean {
  const known = drawn.places.get(call.id);
  if (known && known.lane !== number) return false;
  const end = endOf(call, job);
  if (end === null) drawn.open.add(call.id);
  else drawn.open.delete(call.id);
  const bar: Bar = { type: 'call', call, job };
  const start = call.phases.requested ?? call.phases.sent ?? 0;
  const place = known ?? { lane: number, bar: addBar(drawn, number, bar, start, end) };
  const lane = drawn.lanes[number];
  if (lane === undefined) return true;
  if (known) {
    lane.bars[known.bar] = bar;
    lane.index.setEnd(known.bar, end);
  } else drawn.places.set(call.id, place);
  for (const phase of Object.values(call.phases)) drawn.to = Math.max(drawn.to, phase);
  drawn.to = Math.max(drawn.to, end ?? 0);
  if (call.outcome === 'error') lane.index.mark(place.bar);
  if (!known) noteSetOff(drawn, call);
  return true;
}

/** An action and the requests it makes lie within one step of the page; the write is noted right after them. */
function noteSetOff(drawn: Drawn, call: Call): void {
  const cause = call.causes.find(({ type }) => type === 'user' || type === 'interval');
  const lane = drawn.lanes[YOU];
  if (!cause || !lane) return;
  const requested = call.phases.requested ?? 0;
  for (
    let bar = lane.index.lastBefore(requested + SAME_STEP);
    bar >= 0 && lane.index.startOf(bar) >= requested - SAME_STEP;
    bar--
  ) {
    const action = lane.bars[bar];
    if (action?.type !== 'action' || action.event.type !== cause.type || !isOf(action.event, cause.prop_id)) continue;
    lane.bars[bar] = {
      ...action,
      gesture: action.gesture || cause.gesture === true,
      setOff: [...action.setOff, call.id],
    };
    drawn.actions.set(call.id, { lane: YOU, bar });
    return;
  }
}

function takeEvents(drawn: Drawn, events: readonly TraceEvent[]): void {
  // The model forgets the oldest events; the list is the same array all along.
  if (drawn.eventsSeen > 0 && events[drawn.eventsSeen - 1] !== drawn.lastEvent)
    drawn.eventsSeen = drawn.lastEvent === undefined ? 0 : events.lastIndexOf(drawn.lastEvent) + 1;
  for (; drawn.eventsSeen < events.length; drawn.eventsSeen++) {
    const event = events[drawn.eventsSeen];
    if (event === undefined) continue;
    drawn.lastEvent = event;
    if (event.type === 'user' || event.type === 'interval')
      addBar(drawn, YOU, { type: 'action', event, gesture: false, setOff: [] }, event.at, event.at);
    else if (typeOf(event) === 'long-task' && typeof event['duration'] === 'number') {
      const duration = event['duration'];
      addBar(drawn, TASKS, { type: 'task', event, duration }, event.at, event.at + duration);
    }
  }
}

/** The event names the component as the page spells its id; a prop id begins with it. */
function isOf({ id }: TraceEvent, propId: PropId | undefined): boolean {
  return propId === undefined || typeof id !== 'string' || propId.startsWith(`${id}.`);
}

/** Where a call's bar ends: painted, and its job over. `null` while either is under way. */
function endOf(call: Call, job: Job | null): number | null {
  if (call.ended === null || (job !== null && job.ended === null && job.outcome === 'running')) return null;
  return Math.max(call.ended, call.phases.painted ?? 0, job?.ended ?? 0);
}

/** The most calls that were sent and not over at the same moment. */
function mostAtOnce(bars: readonly Bar[]): number {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const bar of bars) {
    if (bar.type !== 'call' || bar.call.phases.sent === undefined) continue;
    starts.push(bar.call.phases.sent);
    ends.push(endOf(bar.call, bar.job) ?? Infinity);
  }
  starts.sort((a, b) => a - b);
  ends.sort((a, b) => a - b);
  let [most, over] = [0, 0];
  starts.forEach((start, begun) => {
    while ((ends[over] ?? Infinity) <= start) over++;
    most = Math.max(most, begun + 1 - over);
  });
  return most;
}
