import type { AgentEvent } from '../protocol/events';
import { toMilliseconds } from '../lib/brand';
import type { JsonValue } from '../lib/json';
import { HANDLERS } from './handlers/all';
import type { Arrival, Departure } from './departure';
import { leaveOpen } from './handlers/activity';
import { setApp, setArrival } from './handlers/app';
import { departureFacts, departureOf } from './handlers/departure';
import { callIdsOf } from './handlers/calls';
import { orphanJobs } from './handlers/jobs';
import { addDropped, addEvent } from './handlers/log';
import { setOutline, takeWantedOutlines } from './handlers/outlines';
import type { TraceModel } from './model';
import { runHandlers, type PartSize } from './run-handlers';
import type { TraceState } from './state';
import type { Recorded } from './types';

/** Faults that are recorded; more of them say nothing new. */
const MOST_FAULTS = 20;
const MOST_SAID = 1_000;

/** Builds the trace of one renderer from its events. No clock, no DOM: the same events give the same trace. */
export interface TraceBuilder {
  readonly apply: (events: readonly AgentEvent[]) => void;
  /** The page dropped `count` events before they could be read. */
  readonly noteDropped: (count: number) => void;
  /** The document was left, reloaded or closed at `at`, on its own clock. */
  readonly noteGone: (at: number) => void;
  /** What the document was left for; `null` if it was not left, or nothing is known of that. */
  readonly departure: () => Departure | null;
  /** Adds the outline of a large body to its call. */
  readonly setOutline: (text: number, json: JsonValue) => void;
  /** Numbers of large texts whose outline has not been requested yet; reading them marks them as requested. */
  readonly takeWantedOutlines: () => readonly number[];
  readonly hasWantedOutlines: () => boolean;
  /** Forgets calls and events, keeps the app. */
  readonly clear: () => void;
  /** How large each part of the state is, and how large it may become. */
  readonly sizes: () => readonly PartSize[];
  /** The trace as it is now; the same object until something changes. */
  readonly model: () => TraceModel;
}

/** @param arrival what led to this document, if a call of the document before it did */
export function createTrace(document: Recorded, renderer: number, arrival: Arrival | null = null): TraceBuilder {
  // An object of its own, also if a document has several renderers: it identifies this recording, cleared or not.
  const recorded = { ...document };
  let run = runHandlers(HANDLERS);
  setApp(run.state, { renderer });
  setArrival(run.state, arrival);
  let revision = 0;
  let snapshot: TraceModel | null = null;
  let lastAt = 0;

  let faults = 0;

  /** What comes from a page may break a rule that no check knows: one event is lost then, not those that came with it. */
  const isolated = (what: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (faults++ >= MOST_FAULTS) return;
      const said = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      addEvent(run.state, {
        at: toMilliseconds(lastAt),
        type: 'dropped',
        what: 'fault',
        message: `${what}: ${said.slice(0, MOST_SAID)}`,
      });
    }
  };

  return {
    apply(events) {
      if (events.length === 0) return;
      for (const event of events) {
        lastAt = event.at;
        isolated(event.type, () => {
          run.handle(event);
        });
      }
      isolated('finish', run.finish);
      revision++;
    },
    noteDropped(count) {
      if (count === 0) return;
      addDropped(run.state, count);
      addEvent(run.state, { at: toMilliseconds(lastAt), type: 'dropped', what: 'events', count });
      revision++;
    },
    noteGone(at) {
      const left = toMilliseconds(Math.max(at, lastAt));
      leaveOpen(run.state, left);
      orphanJobs(run.state, left);
      addEvent(run.state, { at: left, type: 'navigation', ...departureFacts(run.state) });
      revision++;
    },
    departure: () => departureOf(run.state),
    setOutline(text, json) {
      if (setOutline(run.state, text, json)) revision++;
    },
    takeWantedOutlines: () => takeWantedOutlines(run.state),
    hasWantedOutlines: () => run.state.wanted.length > 0,
    clear() {
      run = runHandlers(HANDLERS, run.state);
      revision++;
    },
    sizes: () => run.sizes(),
    model() {
      if (snapshot?.revision !== revision) snapshot = toModel(run.state, recorded, revision);
      return snapshot;
    },
  };
}

function toModel(state: TraceState, recorded: Recorded, revision: number): TraceModel {
  const { app, callbacks, calls, jobs, events, activity, props, written, history, layout, dropped, forgotten } = state;
  return {
    revision,
    recorded,
    app,
    callbacks,
    calls,
    callIds: callIdsOf(state),
    jobs,
    events,
    activity,
    props,
    written,
    writes: history,
    layout,
    dropped,
    forgotten: { calls: forgotten.get('calls') ?? 0, jobs: forgotten.get('jobs') ?? 0 },
  };
}
