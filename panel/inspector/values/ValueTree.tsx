import { useMemo } from 'react';
import { JsonView, type Props } from 'react-json-view-lite';
import { isJsonObject, type JsonValue } from '../../../src/lib/json';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { asCutValue } from '../../ui/values/cut-value';
import { formatSize } from '../../ui/format';

/** A node opens with at most this many lines; longer lists are grouped by index. */
const GROUP = 100;

type Style = NonNullable<Props['style']>;

const STYLE: Style = {
  container: 'tree',
  basicChildStyle: 'tree-child',
  childFieldsContainer: 'tree-children',
  label: 'tree-label',
  clickableLabel: 'tree-label tree-clickable',
  nullValue: 'tree-null',
  undefinedValue: 'tree-null',
  numberValue: 'tree-number',
  stringValue: 'tree-string',
  booleanValue: 'tree-boolean',
  otherValue: 'tree-other',
  punctuation: 'tree-punctuation',
  expandIcon: 'tree-icon tree-icon-closed',
  collapseIcon: 'tree-icon tree-icon-open',
  collapsedContent: 'tree-collapsed',
  noQuotesForStringValues: false,
  quotesForFieldNames: false,
  ariaLables: { collapseJson: 'collapse', expandJson: 'expand' },
  stringifyStringValues: true,
};

/** Opens the top level, and below it only small values: a tree is opened to find something, not to be read. */
const shouldExpand = (level: number, value: unknown): boolean =>
  level === 0 || (level === 1 && typeof value === 'object' && value !== null && Object.keys(value).length <= 6);

/** Any JSON as a tree. A default export, because it is loaded when the first value is opened. */
export default function ValueTree({ value, label }: { readonly value: JsonValue; readonly label: string }) {
  const grouped = useMemo(() => toGroups(value), [value]);
  if (typeof grouped !== 'object' || grouped === null) return <code className="tree">{JSON.stringify(grouped)}</code>;
  return (
    <JsonView
      data={grouped as object}
      style={STYLE}
      shouldExpandNode={shouldExpand}
      clickToExpandNode
      aria-label={label}
    />
  );
}

/** The viewer draws JSON only; what was cut is said in words, in brackets that no JSON has. */
function cutText(value: JsonValue): string | null {
  const cut = asCutValue(value);
  if (cut === null) return null;
  if (cut.$why === 'undefined') return `⟨${cut.$preview}⟩`;
  const size = cut.$bytes === null ? '' : `${formatSize(cut.$bytes)} `;
  const where =
    cut.$why === 'size' && cut.$at
      ? INSPECTOR_TEXTS.inPage
      : cut.$why === 'redacted'
        ? INSPECTOR_TEXTS.leftOutShort
        : INSPECTOR_TEXTS.noLongerHeld;
  const preview = cut.$preview === '' ? '' : `: ${cut.$preview}`;
  return `⟨${size}${where}${preview}⟩`;
}

/** The viewer draws every child of an open node at once; a list of 100,000 numbers would stop the panel. */
export function toGroups(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map(toGroups);
    return items.length <= GROUP ? items : groupsOf(items, 0, GROUP);
  }
  const cut = cutText(value);
  if (cut !== null) return cut;
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toGroups(item)]));
}

function groupsOf(items: readonly JsonValue[], offset: number, size: number): JsonValue {
  // Groups of groups, so that no level is longer than a hundred.
  const width = items.length > size * GROUP ? size * GROUP : size;
  const groups: [string, JsonValue][] = [];
  for (let from = 0; from < items.length; from += width) {
    const part = items.slice(from, from + width);
    groups.push([
      `${offset + from}…${offset + from + part.length - 1}`,
      part.length > GROUP ? groupsOf(part, offset + from, size) : part,
    ]);
  }
  return Object.fromEntries(groups);
}
