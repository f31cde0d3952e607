import { splitPropId } from '../../dash/component-id';
import type { TraceModel } from '../../trace/model';
import type { CallbackDefinition, PropId } from '../../trace/types';

/** Outputs of the callbacks of Dash Pages. Apps may hide callbacks of their own, so `hidden` proves nothing. */
const PAGES = /^_pages_(?:content|dummy|store)$/;

/** Whether Dash itself declares the callback: the app's author cannot change how often it is called. */
export const isMadeByDash = (definition: CallbackDefinition | undefined): boolean =>
  definition?.outputs.some(({ id }) => typeof id === 'string' && PAGES.test(id)) === true;

const ADDRESS: ReadonlySet<string> = new Set(['href', 'pathname', 'search', 'hash']);

/**
 * Whether a property is the page's address: it changes when the user follows a link, not gradually. Other components
 * may have a property of the same name; if the recording no longer knows which component it was, it counts as an
 * address.
 */
export function isAddress(prop: PropId, { events }: Pick<TraceModel, 'events'>): boolean {
  const { id, property } = splitPropId(prop);
  if (!ADDRESS.has(property)) return false;
  const component = events.findLast((event) => event['id'] === id && typeof event['component'] === 'string')?.[
    'component'
  ];
  return typeof component !== 'string' || component === '' || component.endsWith('.Location');
}
