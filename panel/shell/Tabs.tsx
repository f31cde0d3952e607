import { useEffect, useRef, type KeyboardEvent } from 'react';
import { selectModel, selectView } from '../selectors/current-app';
import { countProblems } from '../selectors/problems';
import { usePanel, usePanelStore } from '../store/panel-context';
import { VIEWS, type ViewName } from '../store/views';
import { useElementSize } from '../ui/use-element-size';

export const tabId = (view: ViewName): string => `tab-${view}`;
export const panelId = (view: ViewName): string => `view-${view}`;

/** The views. A count is shown only if it needs attention: failed calls, running jobs, problems. */
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
  const problems = usePanel(countProblems);
  // Docked at the side there is not always room for all of them.
  const list = useRef<HTMLDivElement>(null);
  const size = useElementSize(list);
  useEffect(() => {
    document.getElementById(tabId(view))?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [view, problems, size]);
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
    <div ref={list} role="tablist" aria-label="Views" className="shell-tabs">
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
          {name === 'problems' && problems > 0 ? (
            <span className="shell-tab-count" data-tone="problem" title={`${problems} found`}>
              {problems > 99 ? '99+' : problems}
              <span className="ui-visually-hidden"> found</span>
            </span>
          ) : null}
        </button>
      ))}
    </div>
  );
}
