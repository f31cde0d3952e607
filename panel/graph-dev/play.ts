import { stringifyId } from '../../src/dash/component-id';
import type { CallbackDefinition, CallId, Dependency, Outcome } from '../../src/trace/types';
import type { FakeTrace } from './fake-trace';

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A concrete id for a declared one. */
function concrete({ id, property }: Dependency, index: number): string {
  if (typeof id === 'string') return `${id}.${property}`;
  const filled = Object.entries(id).map(([key, value]) => [key, Array.isArray(value) ? index : value] as const);
  return `${stringifyId(Object.fromEntries(filled))}.${property}`;
}

const declared = (dependency: Dependency): string => concrete(dependency, 0);

/** Plays one callback and, through its outputs, those that depend on it. */
async function run(
  trace: FakeTrace,
  definition: CallbackDefinition,
  changed: string,
  cause: CallId | null,
  depth: number,
  speed: number,
): Promise<void> {
  const id = trace.request(
    definition.key,
    [changed],
    cause ? [{ type: 'call', call: cause, prop_id: changed as never }] : [{ type: 'user', prop_id: changed as never }],
  );
  await wait((definition.kind === 'clientside' ? 0 : 30 + Math.random() * 80) / speed);
  trace.send(id);
  const steps = definition.kind === 'background' ? 10 : 1;
  for (let step = 1; step <= steps; step++) {
    await wait(
      (definition.kind === 'clientside' ? 0.3 : definition.kind === 'background' ? 600 : 60 + Math.random() * 500) /
        speed,
    );
    if (steps > 1) trace.progress(id, step, steps);
  }
  const outcome: Outcome =
    Math.random() < (definition.name === undefined ? 0.4 : 0.04)
      ? 'error'
      : Math.random() < 0.15
        ? 'no_update'
        : 'updated';
  for (const prop of trace.sideOf(definition.key)) trace.writeSide(id, prop, steps > 1 ? 'progress' : 'set_props');
  trace.finish(id, outcome);
  if (outcome !== 'updated' || depth > 4) return;
  for (const output of definition.outputs) {
    const prop = concrete(output, Math.floor(Math.random() * 14));
    trace.write(prop);
    for (const next of trace.definitions()) {
      const reads = next.inputs.some((input) => declared(input) === declared(output));
      if (reads && next !== definition) void run(trace, next, prop, id, depth + 1, speed);
    }
  }
}

/** Simulates a user of the app, forever. */
export async function play(trace: FakeTrace, speed: number): Promise<void> {
  const all = trace.definitions();
  const written = new Set(all.flatMap((definition) => definition.outputs.map(declared)));
  const roots = all.filter(
    (definition) => !definition.hidden && definition.inputs.some((input) => !written.has(declared(input))),
  );
  const starts = roots.length > 0 ? roots : all;
  for (let turn = 0; starts.length > 0; turn++) {
    const definition = starts[turn % starts.length];
    const free = definition?.inputs.filter((input) => !written.has(declared(input))) ?? [];
    const input = free[turn % Math.max(1, free.length)] ?? definition?.inputs[0];
    if (definition && input) {
      const prop = concrete(input, turn % 14);
      trace.write(prop);
      for (const each of all) {
        if (each.inputs.some((other) => declared(other) === declared(input)))
          void run(trace, each, prop, null, 0, speed);
      }
    }
    await wait(900 / speed);
  }
}
