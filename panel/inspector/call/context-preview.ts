import { propIdOf } from '../../../src/dash/component-id';
import { prettyPropId } from '../../../src/dash/pretty';
import { flatItems } from '../../../src/dash/payload';
import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import { CALL_DETAIL_TEXTS } from '../../../src/words/panel';
import { valuePreview } from '../../ui/values/value-preview';
import { toPythonLiteral } from '../values/to-python-literal';

/** One line about a field of `dash.ctx`: lists of properties by their names, everything else as any value. */
export function contextPreview(field: string, value: JsonValue): string {
  // An id is short, and its values identify it.
  if (field === 'triggered_id') return toPythonLiteral(value);
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : field.endsWith('_list') ? [value] : null;
  if (list === null)
    return isJsonObject(value) ? `{${Object.keys(value).map(prettyPropId).join(', ')}}` : valuePreview(value);
  if (field === 'triggered') {
    const props = list.flatMap((item) =>
      isJsonObject(item) && typeof item['prop_id'] === 'string' ? [item['prop_id']] : [],
    );
    // Dash makes an initial call's list falsy, although one dummy item is in it.
    return props.length === 1 && props[0] === '.'
      ? CALL_DETAIL_TEXTS.falsyTriggered
      : `[${props.map(prettyPropId).join(', ')}]`;
  }
  const items = flatItems(list);
  return items.length === 0 ? valuePreview(value) : `[${items.map((item) => prettyPropId(propIdOf(item))).join(', ')}]`;
}
