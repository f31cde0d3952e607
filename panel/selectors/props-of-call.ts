import { propIdOf } from '../../src/dash/component-id';
import { isMultiValued, wildcardOf } from '../../src/dash/pattern';
import { flatItems, readPayload } from '../../src/dash/payload';
import { prettyPropId } from '../../src/dash/pretty';
import { derived } from '../../src/lib/derived';
import type { TraceModel } from '../../src/trace/model';
import type { Call, ComponentId } from '../../src/trace/types';

/**
 * Properties a call reads, writes or was triggered by, in lower case: as Dash writes them and, if that differs, in
 * readable form.
 */
export const propsOfCall = (call: Call, callbacks: TraceModel['callbacks']): readonly string[] =>
  propsIn(callbacks)(call);

const propsIn = derived((callbacks: TraceModel['callbacks']) =>
  derived((call: Call): readonly string[] => {
    const written = call.sideUpdates.flatMap(({ props: side }) =>
      Object.entries(side).flatMap(([id, values]) => Object.keys(values).map((name) => `${id}.${name}`)),
    );
    const texts = [...dependenciesOf(call, callbacks), ...call.changed, ...written];
    return [...new Set(texts.flatMap((text) => [text.toLowerCase(), prettyPropId(text).toLowerCase()]))];
  }),
);

/** Only the request says which components ALL matched; of a call that was never sent, only the declaration is known. */
function dependenciesOf(call: Call, callbacks: TraceModel['callbacks']): readonly string[] {
  const definition = callbacks.get(call.callback);
  const declared = definition === undefined ? [] : [...definition.outputs, ...definition.inputs, ...definition.state];
  // With nothing but MATCH the declaration says it all, and the text of the request need not be read.
  const isKnown = definition !== undefined && !declared.some(({ id }) => isMultiValued(id));
  return (
    (isKnown ? null : sentBy(call)) ??
    declared.map(({ id, property }) => propIdOf({ id: bound(id, call.match), property }))
  );
}

function sentBy({ request }: Call): readonly string[] | null {
  const payload = readPayload(request?.json);
  if (payload === undefined) return null;
  const { outputs = null, inputs, state } = payload;
  return flatItems([outputs, ...inputs, ...state].flat()).map(propIdOf);
}

const bound = (id: ComponentId, match: Call['match']): ComponentId =>
  typeof id === 'string' || match === null
    ? id
    : Object.fromEntries(
        Object.entries(id).map(([key, value]) => [key, wildcardOf(value) === 'MATCH' ? (match[key] ?? value) : value]),
      );
