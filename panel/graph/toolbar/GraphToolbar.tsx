import { useEffect, useRef, type ReactNode } from 'react';
import { GRAPH_TOOLBAR_TEXTS } from '../../../src/words/panel';
import { Icon } from '../../ui/marks/Icon';
import type { Selection } from '../../store/panel-state';
import { toggled } from '../../selectors/graph-choices';
import { Legend } from './Legend';
import { declaredProp } from '../shown/narrow';
import { ShownMenu } from './ShownMenu';
import type { ShownCallbacks } from '../shown/use-shown-callbacks';
import type { GraphSearch } from './use-search';

const SIGNS = {
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  map: 'M2.5 3.5h11v9h-11zM8.5 8h5M8.5 8v4.5',
  focus: 'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3',
  group: 'M2.5 5.5h11v8h-11zM4.5 3h7M6.5 9.5h3',
  pin: 'M8 9.5v4.5M5 2.5h6M6 2.5v4L4.5 9.5h7L10 6.5v-4',
  hide: 'M2.5 2.5l11 11M6.2 4A6.6 6.6 0 0 1 8 3.7C12 3.7 14.5 8 14.5 8a11 11 0 0 1-1.9 2.3M4.2 5.2A10.6 10.6 0 0 0 1.5 8S4 12.3 8 12.3a6.400 6.400 0 0 0 2.700-.6',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M2.8 2.2v2.6h2.6',
  observed: 'M2.5 12.5v.01M5 10.5v.01M7.5 8.5v.01M10 6.5v.01M11.5 2.5h2v2M13.4 2.6 12.3 4',
  hidden: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
} as const;

/** What the user chose to see, kept by `GraphView`. */
export interface GraphOptions {
  readonly showHidden: boolean;
  readonly onShowHidden: (shown: boolean) => void;
  readonly showObserved: boolean;
  readonly onShowObserved: (shown: boolean) => void;
  readonly onReset: () => void;
}

interface GraphToolbarProps {
  /** The field is shown instead of its button while it is open; it takes the focus when it appears. */
  readonly search: GraphSearch;
  readonly onFit: () => void;
  readonly onZoom: (step: 1 | -1) => void;
  readonly map: boolean;
  readonly onMap: (shown: boolean) => void;
  /** Name of the callback whose ancestors and descendants are shown; `null` when all are. */
  readonly focused: string | null;
  readonly canFocus: boolean;
  readonly onFocus: () => void;
  readonly hiddenCount: number;
  readonly options: GraphOptions;
  readonly shown: ShownCallbacks;
  readonly selection: Selection;
}

/** Tools for the graph as a whole. They lie over its lower edge, so that a low panel loses no height. */
export function GraphToolbar(props: GraphToolbarProps) {
  const { search, focused, options } = props;
  const { hits } = search;
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (search.open) field.current?.focus();
  }, [search.open]);

  return (
    <div className="graph-toolbar" role="toolbar" aria-label="Graph">
      {search.open ? (
        <span className="graph-search">
          <Icon name="search" />
          <input
            ref={field}
            type="search"
            aria-label={GRAPH_TOOLBAR_TEXTS.find}
            placeholder={GRAPH_TOOLBAR_TEXTS.findHint}
            spellCheck={false}
            value={search.text}
            onChange={(event) => search.setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') search.next(event.shiftKey ? -1 : 1);
              if (event.key === 'Escape') {
                search.setText('');
                search.setOpen(false);
              }
              if (event.key === 'Enter' || event.key === 'Escape') event.stopPropagation();
            }}
            onBlur={() => search.text === '' && search.setOpen(false)}
          />
          <span className="hits" role="status">
            {hits ? (hits.length === 0 ? 'none' : `${search.at} of ${hits.length}`) : ''}
          </span>
        </span>
      ) : (
        <Tool label="Find (/)" onClick={() => search.setOpen(true)}>
          <Icon name="search" />
        </Tool>
      )}
      <Tool label="Fit all (0)" onClick={props.onFit} sign="fit" />
      <Tool label="Zoom in (+)" onClick={() => props.onZoom(1)} sign="plus" hasKey />
      <Tool label="Zoom out (-)" onClick={() => props.onZoom(-1)} sign="minus" hasKey />
      <Tool label="Overview map" pressed={props.map} onClick={() => props.onMap(!props.map)} sign="map" />
      {focused !== null || props.canFocus ? (
        <Tool
          label={focused === null ? GRAPH_TOOLBAR_TEXTS.focus : GRAPH_TOOLBAR_TEXTS.unfocus}
          pressed={focused !== null}
          onClick={props.onFocus}
          sign="focus"
        >
          {focused !== null ? <span className="text">{focused}</span> : null}
        </Tool>
      ) : null}
      <Tool
        label={options.showObserved ? GRAPH_TOOLBAR_TEXTS.hideObserved : GRAPH_TOOLBAR_TEXTS.showObserved}
        pressed={options.showObserved}
        onClick={() => options.onShowObserved(!options.showObserved)}
        sign="observed"
      />
      {props.hiddenCount > 0 || options.showHidden ? (
        <Tool
          label={
            options.showHidden ? GRAPH_TOOLBAR_TEXTS.hideHidden : GRAPH_TOOLBAR_TEXTS.showHidden(props.hiddenCount)
          }
          pressed={options.showHidden}
          onClick={() => options.onShowHidden(!options.showHidden)}
          sign="hidden"
        >
          {options.showHidden ? null : <span className="text">{props.hiddenCount}</span>}
        </Tool>
      ) : null}
      <SelectionTools shown={props.shown} selection={props.selection} />
      <ShownMenu shown={props.shown} />
      <Tool label="Reset layout" onClick={options.onReset} sign="reset" />
      <Legend />
    </div>
  );
}

/** Tools for the selection: hide it, or show only its neighbourhood. */
function SelectionTools({
  shown: { all, groups, choices, choose },
  selection,
}: {
  readonly shown: ShownCallbacks;
  readonly selection: Selection;
}) {
  const { callback, prop } = selection;
  const open =
    callback === null
      ? undefined
      : groups.find((group) => group.callbacks.includes(callback) && choices.opened.includes(group.name));
  const isPinned = callback !== null && choices.pinned.includes(callback);
  const declared =
    prop !== null &&
    [...all.values()].some(({ outputs, inputs, state }) =>
      [...outputs, ...inputs, ...state].some((each) => declaredProp(each) === prop),
    );
  if (callback === null && !declared) return null;
  return (
    <>
      {open === undefined ? null : (
        <Tool
          label={GRAPH_TOOLBAR_TEXTS.closeGroup(open.name)}
          sign="group"
          onClick={() => choose({ opened: toggled(choices.opened, open.name, false) })}
        />
      )}
      {callback === null ? null : (
        <Tool
          label={isPinned ? GRAPH_TOOLBAR_TEXTS.unpin : GRAPH_TOOLBAR_TEXTS.pin}
          pressed={isPinned}
          sign="pin"
          onClick={() => choose({ pinned: toggled(choices.pinned, callback, !isPinned) })}
        />
      )}
      <Tool
        label={callback === null ? GRAPH_TOOLBAR_TEXTS.hideProp : GRAPH_TOOLBAR_TEXTS.hideCallback}
        sign="hide"
        onClick={() =>
          callback === null
            ? prop !== null && choose({ hiddenProps: toggled(choices.hiddenProps, prop, true) })
            : choose({ hiddenCallbacks: toggled(choices.hiddenCallbacks, callback, true) })
        }
      />
    </>
  );
}

function Tool(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly sign?: keyof typeof SIGNS;
  readonly pressed?: boolean;
  /** Also available by keyboard and wheel: hidden if the toolbar has no room. */
  readonly hasKey?: boolean;
  readonly children?: ReactNode;
}) {
  const { label, onClick, sign, pressed, hasKey, children } = props;
  return (
    <button
      type="button"
      className="ui-button"
      data-kind="quiet"
      title={label}
      aria-label={label}
      {...(pressed !== undefined && { 'aria-pressed': pressed })}
      {...(hasKey && { 'data-has-key': true })}
      onClick={onClick}
    >
      {sign ? (
        <svg className="ui-icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d={SIGNS[sign]} />
        </svg>
      ) : null}
      {children}
    </button>
  );
}
