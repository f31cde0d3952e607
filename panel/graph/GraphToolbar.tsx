import { useEffect, useRef, type ReactNode } from 'react';
import { Icon } from '../ui/Icon';
import { Legend } from './Legend';
import type { GraphSearch } from './use-search';

const SIGNS = {
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  map: 'M2.5 3.5h11v9h-11zM8.5 8h5M8.5 8v4.5',
  focus: 'M8 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM8 1.5v3M8 11.5v3M1.5 8h3M11.5 8h3',
  reset: 'M3 8a5 5 0 1 0 1.6-3.7M2.8 2.2v2.6h2.6',
  observed: 'M2.5 12.5v.01M5 10.5v.01M7.5 8.5v.01M10 6.5v.01M11.5 2.5h2v2M13.4 2.6 12.3 4',
  hidden: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z',
} as const;

export interface GraphToolbarProps {
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
  readonly showHidden: boolean;
  readonly onShowHidden: (shown: boolean) => void;
  readonly showObserved: boolean;
  readonly onShowObserved: (shown: boolean) => void;
  readonly onReset: () => void;
}

/** What can be done with the graph as a whole. Lies over its lower edge, so that a low panel loses no height. */
export function GraphToolbar(props: GraphToolbarProps) {
  const { search, focused } = props;
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
            aria-label="Find in the graph"
            placeholder="Find a callback or id"
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
          label={focused === null ? 'Only what leads to the selection and follows from it (f)' : 'Show everything again (f)'}
          pressed={focused !== null}
          onClick={props.onFocus}
          sign="focus"
        >
          {focused !== null ? <span className="text">{focused}</span> : null}
        </Tool>
      ) : null}
      <Tool
        label={props.showObserved ? 'Hide observed writes: what calls wrote beside their outputs' : 'Show observed writes: what calls wrote beside their outputs'}
        pressed={props.showObserved}
        onClick={() => props.onShowObserved(!props.showObserved)}
        sign="observed"
      />
      {props.hiddenCount > 0 || props.showHidden ? (
        <Tool
          label={props.showHidden ? 'Leave out callbacks made by Dash' : `Also ${props.hiddenCount} made by Dash`}
          pressed={props.showHidden}
          onClick={() => props.onShowHidden(!props.showHidden)}
          sign="hidden"
        >
          {props.showHidden ? null : <span className="text">{props.hiddenCount}</span>}
        </Tool>
      ) : null}
      <Tool label="Reset layout" onClick={props.onReset} sign="reset" />
      <Legend />
    </div>
  );
}

function Tool(props: {
  readonly label: string;
  readonly onClick: () => void;
  readonly sign?: keyof typeof SIGNS;
  readonly pressed?: boolean;
  /** Also to be had by keyboard and wheel: gives way where the toolbar has no room. */
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
