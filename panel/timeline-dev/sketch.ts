import { toMilliseconds } from '../../src/lib/brand';
import type { TraceModel } from '../../src/trace/model';
import {
  toCallbackKey,
  callIdOf,
  toJobId,
  toPropId,
  type Call,
  type CallbackDefinition,
  type CallbackKey,
  type CallbackKind,
  type CallId,
  type Cause,
  type Job,
  type JobId,
  type Outcome,
  type TraceEvent,
} from '../../src/trace/types';

/** A call in a few numbers: when it was requested, how long it waited, ran and was applied. */
interface CallSketch {
  readonly callback: string;
  readonly at: number;
  readonly wait?: number;
  readonly run?: number;
  /** Of `run`, what the server reports of itself. */
  readonly server?: number;
  readonly kind?: CallbackKind;
  readonly websocket?: boolean;
  readonly outcome?: Outcome;
  readonly by?: readonly CallId[];
  readonly cause?: Cause;
  readonly job?: Partial<Job>;
}

/** Writes a recording by hand, more loosely than the tests' notation: with jobs, websocket and long tasks. */
export class Sketch {
  private readonly callbacks = new Map<CallbackKey, CallbackDefinition>();
  private readonly calls = new Map<CallId, Call>();
  private readonly jobs = new Map<JobId, Job>();
  private readonly events: TraceEvent[] = [];
  private revision = 0;

  /** Something happened to a property: returns the cause for what follows. */
  act(type: 'user' | 'interval', prop: string, at: number): Cause {
    const [id = '', property = ''] = prop.split('.');
    this.events.push({ at: toMilliseconds(at + 0.3), type, id, component: type, props: { [property]: 1 } });
    return { type, prop_id: toPropId(prop), ...(type === 'user' ? { gesture: true as const } : {}) };
  }

  task(at: number, duration: number): void {
    this.events.push({ at: toMilliseconds(at), type: 'long-task', duration });
  }

  call(sketch: CallSketch): CallId {
    const {
      callback,
      at,
      wait = 2,
      run = 40,
      server,
      kind = 'server',
      websocket = false,
      outcome = 'updated',
      by = [],
      cause,
    } = sketch;
    const key = toCallbackKey(`${callback}.children`);
    if (!this.callbacks.has(key))
      this.callbacks.set(key, {
        key,
        kind,
        outputs: [{ id: callback, property: 'children' }],
        inputs: [],
        state: [],
        preventInitialCall: false,
        name: callback,
      });
    const index = this.calls.size + 1;
    const id = callIdOf(index);
    const ms = toMilliseconds;
    const isLeftOut = ['merged', 'superseded', 'circular'].includes(outcome);
    const isOpen = outcome === 'pending';
    const sent = at + wait;
    const received = sent + run;
    const applied = received + Math.min(12, 2 + run / 20);
    const isApplied = outcome === 'updated' || outcome === 'no_update' || outcome === 'partial';
    const phases =
      isLeftOut || (isOpen && run === 0)
        ? { requested: ms(at) }
        : isOpen
          ? { requested: ms(at), ready: ms(at), sent: ms(sent) }
          : {
              requested: ms(at),
              ready: ms(at),
              sent: ms(sent),
              firstByte: ms(received - Math.min(3, run / 4)),
              received: ms(received),
              ...(isApplied ? { applied: ms(applied), painted: ms(applied + 9) } : {}),
            };
    this.calls.set(id, {
      id,
      index,
      callback: key,
      kind,
      match: null,
      initial: cause?.type === 'initial',
      transport: isLeftOut ? null : websocket ? 'websocket' : kind === 'clientside' ? 'page' : 'http',
      causes: [...(cause ? [cause] : []), ...by.map((call): Cause => ({ type: 'call', call }))],
      changed: [],
      outcome,
      reason: null,
      sideUpdates: [],
      phases,
      ended: isOpen ? null : ms(isLeftOut ? at + wait : isApplied ? applied : received),
      server: server === undefined ? null : { total: server, timings: {} },
      error: outcome === 'error' ? { message: 'division by zero' } : null,
      job: sketch.job ? toJobId(`j${index}`) : null,
      status: 200,
      request: null,
      response: null,
    });
    if (sketch.job) {
      const job: Job = {
        id: toJobId(`j${index}`),
        call: id,
        callback: key,
        started: ms(sent),
        ended: isOpen ? null : ms(received),
        outcome: isOpen ? 'running' : 'done',
        reason: null,
        polls: [],
        progress: [],
        setProps: [],
        ...sketch.job,
      };
      this.jobs.set(job.id, job);
    }
    return id;
  }

  endOf(id: CallId): number {
    return this.calls.get(id)?.ended ?? 0;
  }

  model(): TraceModel {
    this.revision++;
    this.events.sort((a, b) => a.at - b.at);
    return {
      revision: this.revision,
      recorded: { at: '2026-01-01T00:00:00.000Z', by: 'sketch', url: 'http://localhost:8050/', userAgent: 'sketch' },
      app: { dashVersion: '4.4.1', debug: true, title: 'Sketch', renderer: 0, requestBase: null },
      callbacks: this.callbacks,
      calls: this.calls,
      callIds: [...this.calls.keys()],
      jobs: this.jobs,
      events: this.events,
      activity: new Map(),
      props: new Map(),
      writes: new Map(),
      layout: null,
      dropped: 0,
      forgotten: { calls: 0, jobs: 0 },
    };
  }
}
