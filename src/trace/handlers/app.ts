import { readCompanionEntry } from '../../dash/companion-entry';
import { readDefinition } from '../../dash/definition';
import { readInvalidProp } from '../../dash/invalid-prop';
import { toMilliseconds } from '../../lib/brand';
import type { AgentEvent } from '../../protocol/events';
import type { Arrival } from '../departure';
import { asOwner, type Owned, type TraceState } from '../state';
import { toCallbackKey, type AppFacts, type CallbackDefinition, type CallbackKey } from '../types';
import { ownRule, sliceHandler } from './handler';
import { addEvent, noteForgotten } from './log';

/** A limit that no app reaches. */
const MOST_CALLBACKS = 50_000;
/** How many properties that components do not have are kept. */
const MOST_UNKNOWN = 200;

/** The app itself: version, callbacks, hot reloads. */
export const appHandler = sliceHandler({
  name: 'app',
  after: [],
  create: () => ({
    app: { dashVersion: null, debug: null, title: '', renderer: 0, requestBase: null },
    callbacks: new Map(),
    declared: new Map(),
    companion: new Map(),
    arrival: null,
  }),
  limits: {
    callbacks: ownRule(MOST_CALLBACKS),
    declared: ownRule(MOST_CALLBACKS),
    companion: ownRule(MOST_CALLBACKS),
  },
  outlivesClear: true,
  handle,
});

export function setApp(state: TraceState, facts: Partial<AppFacts>): void {
  const own = asOwner('app', state);
  own.app = { ...own.app, ...facts };
}

/** @param arrival the call of the document before that led to this one */
export function setArrival(state: TraceState, arrival: Arrival | null): void {
  asOwner('app', state).arrival = arrival;
}

function handle(state: Owned<'app'>, event: AgentEvent): void {
  const at = toMilliseconds(event.at);
  switch (event.type) {
    case 'renderer':
      state.app = {
        ...state.app,
        dashVersion: event.dashVersion,
        debug: event.debug,
        title: event.title,
        requestBase: event.requestBase,
      };
      break;
    case 'definitions': {
      const callbacks = new Map<CallbackDefinition['key'], CallbackDefinition>();
      for (const entry of event.definitions.slice(0, MOST_CALLBACKS)) {
        const read = readDefinition(entry);
        if (read === undefined) continue;
        const key = toCallbackKey(read.key);
        const declared = (callbacks.get(key)?.declared ?? (callbacks.has(key) ? 1 : 0)) + 1;
        callbacks.set(key, declared > 1 ? { ...read, key, declared } : { ...read, key });
      }
      noteForgotten(state, 'declared', Math.max(0, event.definitions.length - MOST_CALLBACKS));
      state.declared = callbacks;
      state.callbacks = named(callbacks, state.companion);
      addEvent(state, { at, type: 'layout', what: 'callbacks', count: callbacks.size });
      break;
    }
    case 'companion': {
      const reported = event.callbacks.slice(0, MOST_CALLBACKS).flatMap((entry) => readCompanionEntry(entry) ?? []);
      state.companion = new Map(reported.map((entry) => [toCallbackKey(entry.key), entry]));
      // A hot reload changes names and lines: what the companion reported before is outdated.
      state.callbacks = named(state.declared, state.companion);
      break;
    }
    case 'lifecycle':
      if (event.state !== 'RELOAD') break;
      addEvent(state, { at, type: 'reload' });
      break;
    case 'error': {
      const unknown = readInvalidProp(event.message, event.html);
      const known = state.app.unknownProps ?? [];
      if (unknown === undefined || known.length >= MOST_UNKNOWN) break;
      if (known.some(({ prop, dependency }) => prop === unknown.prop && dependency === unknown.dependency)) break;
      state.app = { ...state.app, unknownProps: [...known, unknown] };
      break;
    }
    case 'long-task':
      addEvent(state, { at, type: 'long-task', duration: event.duration });
      break;
    case 'fault':
      addEvent(state, { at, type: 'dropped', what: 'fault', message: event.message });
      break;
    default:
      break;
  }
}

/** The definitions with what the companion reported about them; what the app itself declares takes precedence. */
function named(
  callbacks: Map<CallbackKey, CallbackDefinition>,
  companion: TraceState['companion'],
): Map<CallbackKey, CallbackDefinition> {
  if (companion.size === 0) return callbacks;
  return new Map(
    [...callbacks].map(([key, definition]) => {
      const { key: _, ...reported } = companion.get(key) ?? { key };
      return [key, { ...reported, ...definition }];
    }),
  );
}
