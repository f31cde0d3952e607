/** A trace that is played, not recorded: calls run through their phases on request. For looking at the graph only. */
import { toMilliseconds } from '../../src/lib/brand';
import { NO_ACTIVITY } from '../../src/trace/callback-activity';
import type { TraceModel } from '../../src/trace/model';
import {
  toCallbackKey,
  callIdOf,
  toJobId,
  toPropId,
  type Call,
  type CallbackActivity,
  type CallbackDefinition,
  type CallbackKey,
  type CallbackKind,
  type CallId,
  type Cause,
  type ComponentId,
  type Dependency,
  type Job,
  type JobId,
  type Outcome,
  type PropActivity,
  type PropId,
  type SideUpdateOrigin,
} from '../../src/trace/types';

export type Prop = string | readonly [ComponentId, string];

export interface CallbackSketch {
  readonly name?: string;
  readonly kind?: CallbackKind;
  /** Written with set_props when a call ends. */
  readonly side?: readonly string[];
  readonly outputs: readonly Prop[];
  readonly inputs: readonly Prop[];
  readonly state?: readonly Prop[];
  readonly hidden?: true;
}

const idText = (id: ComponentId): string =>
  typeof id === 'string'
    ? id
    : JSON.stringify(Object.fromEntries(Object.entries(id).sort(([a], [b]) => (a < b ? -1 : 1))));

function toDependency(prop: Prop): Dependency {
  if (typeof prop !== 'string') return { id: prop[0], property: prop[1] };
  const dot = prop.lastIndexOf('.');
  return { id: prop.slice(0, dot), property: prop.slice(dot + 1) };
}

function toDefinition(sketch: CallbackSketch, index: number): CallbackDefinition {
  const outputs = sketch.outputs.map(toDependency);
  const parts = outputs.map((output) => `${idText(output.id)}.${output.property}`);
  const key =
    parts.length === 0 ? `no-output-${index}` : parts.length === 1 ? (parts[0] ?? '') : `..${parts.join('...')}..`;
  return {
    key: toCallbackKey(key),
    kind: sketch.kind ?? 'server',
    outputs,
    inputs: sketch.inputs.map(toDependency),
    state: (sketch.state ?? []).map(toDependency),
    preventInitialCall: false,
    ...(sketch.name !== undefined && { name: sketch.name }),
    ...(sketch.hidden && { hidden: true as const }),
  };
}

export class FakeTrace {
  private readonly started = performance.now();
  private readonly callbacks = new Map<CallbackKey, CallbackDefinition>();
  private readonly calls = new Map<CallId, Call>();
  private callIds: readonly CallId[] = [];
  private readonly jobs = new Map<JobId, Job>();
  private readonly activity = new Map<CallbackKey, CallbackActivity>();
  private readonly props = new Map<PropId, PropActivity>();
  private readonly sides = new Map<CallbackKey, readonly string[]>();
  private revision = 0;

  constructor(
    sketches: readonly CallbackSketch[],
    private readonly changed: (model: TraceModel) => void,
  ) {
    sketches.forEach((sketch, index) => {
      const definition = toDefinition(sketch, index);
      this.callbacks.set(definition.key, definition);
      if (sketch.side) this.sides.set(definition.key, sketch.side);
    });
  }

  definitions(): CallbackDefinition[] {
    return [...this.callbacks.values()];
  }

  model(): TraceModel {
    return {
      revision: this.revision,
      recorded: { at: '2026-01-01T00:00:00.000Z', by: 'graph-dev', url: location.href, userAgent: '' },
      app: { dashVersion: '4.4.1', debug: true, title: 'Sketch', renderer: 0, requestBase: '/' },
      callbacks: this.callbacks,
      calls: this.calls,
      callIds: this.callIds,
      jobs: this.jobs,
      events: [],
      activity: this.activity,
      props: this.props,
      writes: new Map(),
      layout: null,
      dropped: 0,
      forgotten: { calls: 0, jobs: 0 },
    };
  }

  write(prop: string): void {
    const id = toPropId(prop);
    const before = this.props.get(id);
    this.props.set(id, { changes: (before?.changes ?? 0) + 1, lastAt: this.now() });
  }

  request(key: CallbackKey, changed: readonly string[], causes: readonly Cause[]): CallId {
    const definition = this.callbacks.get(key);
    const id = callIdOf(this.calls.size + 1);
    this.calls.set(id, {
      id,
      index: this.calls.size + 1,
      callback: key,
      kind: definition?.kind ?? 'server',
      transport: definition?.kind === 'clientside' ? 'page' : 'http',
      match: null,
      initial: false,
      causes,
      changed,
      outcome: 'pending',
      reason: null,
      sideUpdates: [],
      phases: { requested: this.now() },
      ended: null,
      server: null,
      error: null,
      job: null,
      status: null,
      request: null,
      response: null,
    });
    this.callIds = [...this.callIds, id];
    this.update(key, (activity) => ({ ...activity, waiting: [...activity.waiting, id] }));
    return id;
  }

  send(id: CallId): void {
    const call = this.edit(id, (each) => ({ phases: { ...each.phases, ready: this.now(), sent: this.now() } }));
    this.update(call.callback, (activity) => ({
      ...activity,
      waiting: activity.waiting.filter((each) => each !== id),
      running: [...activity.running, id],
    }));
  }

  /** Side updates, which the app's author did not declare. */
  sideOf(key: CallbackKey): readonly string[] {
    return this.sides.get(key) ?? [];
  }

  writeSide(id: CallId, prop: string, origin: SideUpdateOrigin): void {
    const dot = prop.lastIndexOf('.');
    this.write(prop);
    this.edit(id, (call) => ({
      sideUpdates: [
        ...call.sideUpdates,
        { at: this.now(), origin, props: { [prop.slice(0, dot)]: { [prop.slice(dot + 1)]: 1 } } },
      ],
    }));
    this.publish();
  }

  progress(id: CallId, value: number, max: number): void {
    const jobId = toJobId(`j-${id}`);
    const call = this.edit(id, () => ({ job: jobId }));
    const before = this.jobs.get(jobId);
    this.jobs.set(jobId, {
      id: jobId,
      call: id,
      callback: call.callback,
      started: before?.started ?? call.phases.sent ?? this.now(),
      ended: null,
      outcome: 'running',
      reason: null,
      polls: [],
      progress: [{ at: this.now(), props: { bar: { value: String(value), max: String(max) } } }],
      setProps: [],
    });
    this.publish();
  }

  finish(id: CallId, outcome: Outcome): void {
    const at = this.now();
    const call = this.edit(id, (each) => ({
      outcome,
      ended: at,
      phases: { ...each.phases, received: at, applied: at },
      error: outcome === 'error' ? { message: 'KeyError' } : null,
    }));
    const duration = at - (call.phases.requested ?? at);
    this.update(call.callback, (activity) => {
      const recent = [...activity.recent, { call: id, outcome, duration }].slice(-20);
      const sorted = recent.map((run) => run.duration ?? 0).sort((a, b) => a - b);
      return {
        ...activity,
        count: activity.count + 1,
        errors: activity.errors + (outcome === 'error' ? 1 : 0),
        running: activity.running.filter((each) => each !== id),
        waiting: activity.waiting.filter((each) => each !== id),
        lastCall: id,
        lastDuration: duration,
        p95: sorted[Math.floor(sorted.length * 0.95)] ?? null,
        recent,
      };
    });
  }

  publish(): void {
    this.revision += 1;
    this.changed(this.model());
  }

  private now() {
    return toMilliseconds(performance.now() - this.started);
  }

  private edit(id: CallId, change: (call: Call) => Partial<Call>): Call {
    const before = this.calls.get(id);
    if (!before) throw new Error(`no call ${id}`);
    const after = { ...before, ...change(before) };
    this.calls.set(id, after);
    return after;
  }

  private update(key: CallbackKey, change: (activity: CallbackActivity) => CallbackActivity): void {
    this.activity.set(key, change(this.activity.get(key) ?? NO_ACTIVITY));
    this.publish();
  }
}
