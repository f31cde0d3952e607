import { useEffect, type KeyboardEvent } from 'react';
import { selectModel, selectView } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import type { ViewName } from '../store/panel-state';

export const VIEWS: readonly { readonly name: ViewName; readonly title: string }[] = [
  { name: 'graph', title: 'Graph' },
  { name: 'list', title: 'List' },
  { name: 'calls', title: 'Calls' },
  { name: 'timeline', title: 'Timeline' },
  { name: 'jobs', title: 'Jobs' },
  { name: 'patterns', title: 'Patterns' },
];

export const tabId = (view: ViewName): string => `tab-${view}`;
export const panelId = (view: ViewName): string => `view-${view}`;

/** The views. A count stands only where it asks for a look: calls that failed, jobs that are running. */
export function Tabs() {
  const store = usePanelStore();
  const view = usePanel(selectView);
  const errors = usePanel((state) => {
    let count = 0;
    for (const activity of selectModel(state)?.activity.values() ?? []) count += activity.errors;
    return count;
  });
  const running = usePanel((state) => {
    let count = 0;
    for (const job of selectModel(state)?.jobs.values() ?? []) if (job.ended === null) count++;
    return count;
  });
  // Docked at the side there is not always room for all of them.
  useEffect(() => {
    document.getElementById(tabId(view))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const index = VIEWS.findIndex(({ name }) => name === view);
    const next = VIEWS[(index + step + VIEWS.length) % VIEWS.length];
    if (!next) return;
    store.getState().showView(next.name);
    document.getElementById(tabId(next.name))?.focus();
  };
  return (
    <div role="tablist" aria-label="Views" className="shell-tabs">
      {VIEWS.map(({ name, title }) => (
        <button
          key={name}
          id={tabId(name)}
          type="button"
          role="tab"
          className="shell-tab"
          aria-selected={view === name}
          aria-controls={panelId(name)}
          tabIndex={view === name ? 0 : -1}
          onClick={() => store.getState().showView(name)}
          onKeyDown={onKeyDown}
        >
          {title}
          {name === 'calls' && errors > 0 ? (
            <span className="shell-tab-count" title={`${errors} failed`}>
              {errors > 999 ? '999+' : errors}
              <span className="ui-visually-hidden"> failed</span>
            </span>
          ) : null}
          {name === 'jobs' && running > 0 ? (
            <span className="shell-tab-count" data-tone="job" title={`${running} running`}>
              {running}
              <span className="ui-visually-hidden"> running</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
