import { splitPropId } from '../../dash/component-id';
import type { TraceModel } from '../../trace/model';
import type { CallbackDefinition, PropId } from '../../trace/types';

/** Outputs of the callbacks of Dash Pages. Apps hide callbacks of their own as well, so `hidden` is no proof. */
const PAGES = /^_pages_(?:content|dummy|store)$/;

/** A callback that Dash itself declares: no advice to the app's author changes how often it is called. */
export const isMadeByDash = (definition: CallbackDefinition | undefined): boolean =>
  definition?.outputs.some(({ id }) => typeof id === 'string' && PAGES.test(id)) === true;

const ADDRESS: ReadonlySet<string> = new Set(['href', 'pathname', 'search', 'hash']);

/**
 * Whether a property is the page's address: it changes when the user follows a link, and not little by little. Other components
 * may have a property of the same name; if the recording no longer knows which component it was, it counts as an address.
 */
export function isAddress(prop: PropId, { events }: Pick<TraceModel, 'events'>): boolean {
  const { id, property } = splitPropId(prop);
  if (!ADDRESS.has(property)) return false;
  const component = events.findLast((event) => event['id'] === id && typeof event['component'] === 'string')?.[
    'component'
  ];
  return typeof component !== 'string' || component === '' || component.endsWith('.Location');
}
