import { createEventRing } from '../../../content-script/agent/record/event-ring';
import { createExchanges } from '../../../content-script/agent/calls/exchanges';
import { tapRenderer } from '../../../content-script/agent/taps/renderer-tap';
import { createTextRing } from '../../../content-script/agent/record/text-ring';
import { tapFetch } from '../../../content-script/agent/taps/wire-tap';
import type { JsonObject } from '../../../src/lib/json';
import type { AgentEvent, EventOf, EventType } from '../../../src/protocol/events';
import { createTrace } from '../../../src/trace/create-trace';
import type { TraceModel } from '../../../src/trace/model';
import { callIdOf, type Call } from '../../../src/trace/types';
import type { FakeDefinition } from './fake-layout';
import { createFakeRenderer, type FakeRenderer, type FakeRendererOptions } from './fake-renderer';

type Page = Window & typeof globalThis;

export interface RecordedPageOptions extends FakeRendererOptions {
  /** `_dash-config`. */
  readonly config?: JsonObject;
  /** Answers callback requests; with it callbacks run as in Dash, over `fetch`. */
  readonly server?: (body: JsonObject, url: string) => Response | Promise<Response>;
  /** How the renderer applies the props of a result to those of a component: it applies patches. */
  readonly toProps?: (props: JsonObject, before: JsonObject) => JsonObject;
  readonly clientside?: Record<string, Record<string, unknown>>;
  /** Whether there is a user gesture right now. */
  readonly gesture?: boolean;
  /** What happened before the agent started. */
  readonly before?: (renderer: FakeRenderer) => void;
}

/** A page with a fake renderer, tapped by the real agent. */
export interface RecordedPage extends FakeRenderer {
  readonly page: Page;
  readonly events: () => readonly AgentEvent[];
  readonly of: <T extends EventType>(type: T) => readonly EventOf<T>[];
  /** How the calls of a callback ended: `reason` of those that ended, `result` of those that finished. */
  readonly fate: (call: number) => string;
  readonly model: () => TraceModel;
  readonly call: (number: number) => Call;
  readonly faults: string[];
  readonly painted: number[];
  readonly dispose: () => void;
}

interface Answer {
  readonly response: Record<string, JsonObject>;
  readonly sideUpdate?: Record<string, JsonObject>;
}

/** Runs a callback as Dash does: 200 with a response (side updates first), 204, anything else is an error. */
const overFetch =
  (
    page: () => Page,
    write: (id: string, props: JsonObject) => void,
    take: (id: string, props: JsonObject) => JsonObject,
  ) =>
  async (payload: JsonObject, _callback: FakeDefinition): Promise<Record<string, Record<string, unknown>>> => {
    const response = await page()
      .fetch('/_dash-update-component', { method: 'POST', body: JSON.stringify(payload) })
      .catch(() => {
        throw new Error('Callback failed: the server did not respond.');
      });
    if (response.status === 204) return {};
    // Dash reads the text of a failed response some time after it gave up on the call.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    if (response.status !== 200) throw response;
    const answer = await response.json().then(
      (value: unknown) => value as Partial<Answer> | null,
      () => null,
    );
    // Dash waits forever for what it cannot read: its promise is never settled.
    if (answer?.response === undefined) return new Promise(() => undefined);
    for (const [id, props] of Object.entries(answer.sideUpdate ?? {})) write(id, props);
    return Object.fromEntries(Object.entries(answer.response).map(([id, props]) => [id, take(id, props)]));
  };

export function recordPage({
  config = { dash_version: '4.4.1', ui: true },
  server,
  toProps = (props) => props,
  clientside,
  gesture = true,
  before,
  ...options
}: RecordedPageOptions): RecordedPage {
  let time = 0;
  const now = (): number => ++time;
  const faults: string[] = [];
  const painted: number[] = [];
  const page = {
    document: {
      getElementById: (id: string) => (id === '_dash-config' ? { textContent: JSON.stringify(config) } : null),
      scripts: [],
      title: 'Test app',
    },
    location: { href: 'http://localhost:8050/' },
    performance: { now },
    dash_clientside: clientside,
    fetch: (input: unknown, init?: RequestInit) =>
      Promise.resolve(server?.(JSON.parse(init?.body as string) as JsonObject, input as string)),
  } as unknown as Page;
  const perform = overFetch(
    () => page,
    (id, props) => {
      renderer.write(id, props);
    },
    (id, props) => toProps(props, (renderer.store.getState().props[id] ?? {}) as JsonObject),
  );
  const renderer: FakeRenderer = createFakeRenderer(server === undefined ? options : { ...options, perform });

  const ring = createEventRing({
    now,
    mostEvents: 10_000,
    mostBytes: 1e9,
    atEndOfTurn: (reset) => void Promise.resolve().then(reset),
  });
  const texts = createTextRing(1e8);
  const fault = (error: unknown): void => {
    faults.push(String(error));
  };
  const exchanges = createExchanges({ now, texts, record: ring.add, fault });
  tapFetch(page, exchanges);
  before?.(renderer);
  let calls = 0;
  const tap = tapRenderer({
    page,
    store: renderer.store,
    renderer: 0,
    record: (body, at) => ring.add(0, body, at),
    idle: (run) => {
      run();
    },
    gestures: { behind: () => (gesture ? { action: 1 } : null), behindAddress: () => null },
    nextCall: () => ++calls,
    texts,
    exchanges,
    painted: (call) => painted.push(call),
    leaving: () => undefined,
    fault,
  });

  const events = (): readonly AgentEvent[] => ring.read(1, 1_000_000).events;
  const of = <T extends EventType>(type: T): readonly EventOf<T>[] =>
    events().filter((event): event is EventOf<T> => event.type === type);
  const model = (): TraceModel => {
    const trace = createTrace({ at: '', by: '', url: '', userAgent: '' }, 0);
    trace.apply(events());
    return trace.model();
  };
  return {
    ...renderer,
    page,
    events,
    of,
    model,
    faults,
    painted,
    dispose: tap.dispose,
    call(number) {
      const call = model().calls.get(callIdOf(number));
      if (call === undefined) throw new Error(`there is no call c${number}`);
      return call;
    },
    fate(number) {
      const ended = of('ended').find(({ call }) => call === number);
      if (ended !== undefined) return ended.by === null ? ended.reason : `${ended.reason} by ${ended.by}`;
      const finished = of('finished').find(({ call }) => call === number);
      if (finished !== undefined) return finished.result;
      return of('requested').some(({ call }) => call === number) ? 'open' : 'unknown call';
    },
  };
}
