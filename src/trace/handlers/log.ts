import { jsonSize } from '../../lib/json-size';
import { asOwner, type TraceState } from '../state';
import type { TraceEvent } from '../types';
import { newest, ownRule, sliceHandler } from './handler';

const MOST_EVENTS = 10_000;
/** How many characters of JSON the events may hold in total. */
const MOST_LOGGED = 4_000_000;
/** The fraction that remains when the oldest are dropped. */
const LEFT = 0.9;

/** What happened in addition to the calls, and how much was dropped. Other handlers write to it with `addEvent`. */
export const logHandler = sliceHandler({
  name: 'log',
  after: [],
  create: () => ({ events: [], logged: 0, dropped: 0, forgotten: new Map() }),
  limits: { events: ownRule(MOST_EVENTS), forgotten: newest(100) },
});

const sizeOf = ({ props }: TraceEvent): number => (props === undefined ? 0 : jsonSize(props));

export function addEvent(state: TraceState, event: TraceEvent): void {
  const own = asOwner('log', state);
  own.events.push(event);
  own.logged += sizeOf(event);
  if (own.events.length <= MOST_EVENTS && own.logged <= MOST_LOGGED) return;
  let count = own.events.length > MOST_EVENTS ? Math.ceil(MOST_EVENTS * (1 - LEFT)) : 0;
  let freed = own.events.slice(0, count).reduce((sum, old) => sum + sizeOf(old), 0);
  const surplus = own.logged > MOST_LOGGED ? own.logged - MOST_LOGGED * LEFT : 0;
  while (freed < surplus && count < own.events.length - 1) {
    const old = own.events[count++];
    if (old !== undefined) freed += sizeOf(old);
  }
  own.events.splice(0, count);
  own.logged -= freed;
  noteForgotten(state, 'events', count);
}

/** The page dropped events before they could be read. */
export function addDropped(state: TraceState, count: number): void {
  asOwner('log', state).dropped += count;
}

/** Counts what was dropped because of the limit of a part. */
export function noteForgotten(state: TraceState, part: string, count: number): void {
  if (count > 0) asOwner('log', state).forgotten.set(part, (state.forgotten.get(part) ?? 0) + count);
}
