import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/lib/json';
import type { TraceModel } from '../../../src/trace/model';
import { PHASES, type Call, type CallbackDefinition, type Dependency } from '../../../src/trace/types';
import { toIdString, toPropIdString } from './trace-bodies';
import { toPhases } from './trace-notation';

/** What a list of the wire says of its props: prop id -> value, ALL lists under the declared id as an array. */
function valueAt(item: JsonValue | undefined): string {
  if (Array.isArray(item))
    return `=${JSON.stringify(item.map((one: JsonValue) => (isJsonObject(one) ? (one.value ?? null) : null)))}`;
  return isJsonObject(item) && item.value !== null && item.value !== undefined ? `=${JSON.stringify(item.value)}` : '';
}

function printInputs(call: Call, name: 'inputs' | 'state', dependencies: readonly Dependency[]): string[] {
  const json = call.request?.json;
  const items = isJsonObject(json) && Array.isArray(json[name]) ? (json[name] as JsonValue[]) : [];
  return dependencies.map((dependency, i) => toPropIdString(dependency) + valueAt(items[i]));
}

function printOutputs(call: Call, definition: CallbackDefinition): string[] {
  const json = call.response?.json;
  const response = isJsonObject(json) && isJsonObject(json.response) ? json.response : null;
  return definition.outputs.map((output) => {
    const name = toPropIdString(output);
    if (!response) return name;
    const id =
      typeof output.id === 'string'
        ? output.id
        : Object.keys(response).find((key) => fits(key, output.id as JsonObject, call.match));
    const props = id === undefined ? undefined : response[id];
    const value = isJsonObject(props) ? props[output.property] : undefined;
    if (value === undefined) return `${name}=no_update`;
    return value === call.id ? name : `${name}=${JSON.stringify(value)}`;
  });
}

function fits(key: string, id: JsonObject, match: JsonObject | null): boolean {
  const bound = Object.entries(id).map(([name, value]) => [
    name,
    Array.isArray(value) && value[0] === 'MATCH' ? (match?.[name] ?? 0) : value,
  ]);
  return key === toIdString(Object.fromEntries(bound) as JsonObject);
}

function printTime(call: Call): string {
  const { phases } = call;
  const end = phases.applied ?? phases.received;
  const short = phases.sent === undefined ? `${phases.requested}` : `${phases.requested}-${end ?? ''}`;
  const guessed = toPhases(short, phases.applied === undefined ? 'received' : 'applied', call.kind !== 'clientside');
  const same = PHASES.every((phase) => guessed[phase] === phases[phase]);
  return same ? short : PHASES.map((phase) => phases[phase] ?? '').join('/');
}

function printCall(call: Call, definition: CallbackDefinition): string {
  const inputs = printInputs(call, 'inputs', definition.inputs);
  const states = printInputs(call, 'state', definition.state);
  const outputs = printOutputs(call, definition);
  const words = [
    ...(call.kind === 'server' ? [] : [call.kind]),
    ...(call.transport === 'websocket' ? ['websocket'] : []),
    ...(call.initial ? ['initial'] : []),
    ...(definition.preventInitialCall ? ['prevent_initial_call'] : []),
    ...(definition.hidden ? ['hidden'] : []),
    ...(definition.name ? ['name', definition.name] : []),
    ...(definition.source ? ['source', `${definition.source.file}:${definition.source.line}`] : []),
    ...(call.match ? ['match', JSON.stringify(call.match)] : []),
    ...call.causes.flatMap((cause) => [
      'cause',
      cause.call ??
        (cause.prop_id ? `${cause.type === 'component' ? 'itself' : cause.type}:${cause.prop_id}` : cause.type),
    ]),
    ...call.changed.flatMap((prop) => ['triggered', prop]),
    ...(call.error ? ['error', JSON.stringify(call.error.message)] : []),
    ...(call.error?.traceback ? ['traceback', JSON.stringify(call.error.traceback)] : []),
    ...(call.reason === null ? [] : ['reason', JSON.stringify(call.reason)]),
    ...(call.status === null ? [] : ['status', String(call.status)]),
    ...(typeof call.server?.total !== 'number' ? [] : ['server', String(call.server.total)]),
    ...(call.server && Object.keys(call.server.timings).length > 0
      ? ['timings', JSON.stringify(call.server.timings)]
      : []),
    ...(call.sideUpdates[0] ? ['side', JSON.stringify(call.sideUpdates[0].props)] : []),
    ...(call.job ? ['job', call.job] : []),
    ...(call.outcome === 'error' && call.error ? [] : [call.outcome]),
  ];
  return [
    call.id,
    ...(outputs.length > 0 ? outputs : ['-']),
    '<-',
    ...inputs,
    ...(states.length > 0 ? ['~', ...states] : []),
    printTime(call),
    ...words,
  ].join(' ');
}

/**
 * The lines of a model, every word spelled out: `traceFrom(...printTrace(model))` gives the same model. Callbacks that
 * never ran, events and the app come first.
 */
export function printTrace(model: TraceModel): string[] {
  const lines = [`app ${JSON.stringify(model.app.title)}${model.app.dashVersion ? ` ${model.app.dashVersion}` : ''}`];
  if (model.dropped > 0) lines.push(`dropped ${model.dropped}`);
  for (const { at, type, ...fields } of model.events) lines.push(`event ${at} ${type} ${JSON.stringify(fields)}`);
  const called = new Set([...model.calls.values()].map((call) => call.callback));
  for (const definition of model.callbacks.values()) {
    if (called.has(definition.key)) continue;
    const list = (dependencies: readonly Dependency[]): string[] => dependencies.map(toPropIdString);
    lines.push(
      [
        'callback',
        ...(definition.outputs.length > 0 ? list(definition.outputs) : ['-']),
        '<-',
        ...list(definition.inputs),
        ...(definition.state.length > 0 ? ['~', ...list(definition.state)] : []),
        ...(definition.kind === 'server' ? [] : [definition.kind]),
        ...(definition.name ? ['name', definition.name] : []),
        ...(definition.preventInitialCall ? ['prevent_initial_call'] : []),
      ].join(' '),
    );
  }
  for (const call of model.calls.values()) {
    const definition = model.callbacks.get(call.callback);
    if (definition) lines.push(printCall(call, definition));
  }
  return lines;
}
