import { splitPropId } from '../dash/component-id';
import { prettyIdText, prettyPropId } from '../dash/pretty';
import type { CallbackKey, CallId, PropId } from '../trace/types';
import { formatDuration, formatSize } from './figures';
import type { Part, Text } from './parts';

/** What calls and callbacks are called where a text is shown. */
export interface Names {
  readonly callback: (key: CallbackKey) => string;
  readonly call: (call: CallId) => string;
}

/** By number and by output string: for readers that have no model at hand. */
export const PLAIN_NAMES: Names = { callback: prettyPropId, call: (call) => call };

/** A text without links: for tooltips, copies, a terminal and the search. */
export const plainText = (parts: Text, names: Names = PLAIN_NAMES): string =>
  parts.map((part) => plainPart(part, names)).join('');

/** The readable id of a property's component. */
export const componentIdText = (id: PropId): string => prettyIdText(splitPropId(id).id);

function plainPart(part: Part, names: Names): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'code':
      return part.code;
    case 'prop':
      return prettyPropId(part.prop);
    case 'component':
      return componentIdText(part.prop);
    case 'call':
      if (part.callback === null) return part.call;
      return part.isFirstOf === true ? names.callback(part.callback) : names.call(part.call);
    case 'call-number':
      return `call ${part.call}`;
    case 'callback':
      return names.callback(part.callback);
    case 'duration':
      return formatDuration(part.ms);
    case 'size':
      return formatSize(part.bytes);
  }
}
