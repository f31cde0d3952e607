import { useEffect, useRef, type ReactNode } from 'react';
import type { PropId } from '../../src/trace/types';
import { INSPECTOR_TEXTS } from '../../src/words/panel';
import { selectSelection } from '../selectors/current-app';
import { usePanel } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { CallbackDetail } from './callback/CallbackDetail';
import { CallDetail } from './call/CallDetail';
import { ComponentDetail } from './component/ComponentDetail';
import './inspector.css';
import { PropDetail } from './component/PropDetail';
import './sections.css';
import './values/values.css';

/**
 * Shows whatever is selected: a call, else a callback, a property, or a component.
 * @param history draws who wrote a property; a view of its own, which the shell puts here
 */
export function Inspector({ history }: { readonly history: (prop: PropId) => ReactNode }) {
  const { call, callback, prop, component } = usePanel(selectSelection);
  const app = usePanel((state) => state.appId);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = call ?? callback ?? prop ?? component ?? '';
  // A new selection starts at the top, but moving through the calls of one callback keeps the scroll position.
  const place = callback ?? prop ?? component ?? '';
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [place]);
  return (
    // The region scrolls, so the keyboard must reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={scroller} className="inspector" role="region" aria-label="Inspector" tabIndex={0}>
      <ErrorBoundary name="inspector" resetKey={`${app ?? ''} ${shown}`}>
        {call !== null ? (
          <CallDetail id={call} />
        ) : callback !== null ? (
          <CallbackDetail key={callback} callback={callback} />
        ) : prop !== null ? (
          <PropDetail key={prop} prop={prop} history={history(prop)} />
        ) : component !== null ? (
          <ComponentDetail key={component} component={component} />
        ) : (
          <EmptyState title="Nothing selected">
            <p>{INSPECTOR_TEXTS.empty}</p>
          </EmptyState>
        )}
      </ErrorBoundary>
    </div>
  );
}
