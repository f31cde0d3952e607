import { useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Finding } from '../../src/analysis/problems/rules';
import type { TraceModel } from '../../src/trace/model';
import { namesOf } from '../../src/words/names';
import { PROBLEMS_TEXTS } from '../../src/words/panel';
import { selectFilters, selectModel } from '../selectors/current-app';
import { selectMuted, selectProblems } from '../selectors/problems';
import { usePanel, usePanelStore } from '../store/panel-context';
import { EmptyState } from '../ui/EmptyState';
import { formatCount } from '../ui/format';
import { FindingCard } from './FindingCard';
import './problems.css';
import { plainWords } from '../search/query-terms';
import { toProblemGroups } from './to-problem-groups';

const NO_CALLBACKS: TraceModel['callbacks'] = new Map();
const NO_CALLS: TraceModel['calls'] = new Map();

/** What is wrong with the app, as far as the recording shows it: grouped, explained, with the calls it was seen in. */
export function ProblemsView() {
  const app = usePanel((state) => state.appId);
  const findings = usePanel(selectProblems);
  // The number of calls is needed only for the empty state.
  const calls = usePanel((state) => (findings.length > 0 ? null : (selectModel(state)?.calls.size ?? 0)));
  if (app === null) return null;
  if (findings.length === 0) {
    return (
      <EmptyState title={PROBLEMS_TEXTS.emptyTitle}>
        <p>{calls === 0 ? PROBLEMS_TEXTS.noCalls : PROBLEMS_TEXTS.empty(calls ?? 0)}</p>
      </EmptyState>
    );
  }
  return <Problems key={app} findings={findings} />;
}

function Problems({ findings }: { readonly findings: readonly Finding[] }) {
  const store = usePanelStore();
  const { text } = usePanel(selectFilters);
  const mutedIds = usePanel(selectMuted);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [showMuted, setShowMuted] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const callbacks = usePanel((state) => selectModel(state)?.callbacks) ?? NO_CALLBACKS;
  // Grows in place; of a recorded call only the callback is read, which never changes.
  const calls = usePanel((state) => selectModel(state)?.calls) ?? NO_CALLS;
  const names = useMemo(() => namesOf({ callbacks, calls }), [callbacks, calls]);
  const { groups, muted } = useMemo(
    () => toProblemGroups(findings, mutedIds, toWords(text), names),
    [findings, mutedIds, text, names],
  );

  const setOpen = (id: string, open: boolean): void =>
    setOpened((before) => {
      const next = new Set(before);
      if (open) next.add(id);
      else next.delete(id);
      return next;
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.problem-main') : null;
    if (!at || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft')
      setOpen(at.dataset['finding'] ?? '', event.key === 'ArrowRight');
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const buttons = [...(root.current?.querySelectorAll<HTMLElement>('.problem-main') ?? [])];
      buttons[buttons.indexOf(at) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
    } else return;
    event.preventDefault();
  };
  const cards = (list: readonly Finding[], isMuted: boolean): ReactNode =>
    list.map((finding) => (
      <FindingCard
        key={finding.id}
        finding={finding}
        names={names}
        muted={isMuted}
        open={opened.has(finding.id)}
        onOpen={(open) => setOpen(finding.id, open)}
      />
    ));

  if (groups.length + muted.length === 0) {
    return (
      <EmptyState
        title={PROBLEMS_TEXTS.noMatchTitle}
        actions={
          <button type="button" className="ui-button" onClick={() => store.getState().setFilters({ text: '' })}>
            Show all {formatCount(findings.length, 'problem')}
          </button>
        }
      >
        <p>{PROBLEMS_TEXTS.noMatch}</p>
      </EmptyState>
    );
  }
  return (
    // The keys are those of the buttons inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className="problems" onKeyDown={onKeyDown}>
      {groups.length === 0 ? <p className="problems-none">{PROBLEMS_TEXTS.allMuted}</p> : null}
      {groups.map(({ group, title, findings: own }) => (
        <section key={group} aria-labelledby={`problems-${group}`}>
          <h2 id={`problems-${group}`} className="problems-title">
            {title} <span className="problems-count">{own.length}</span>
          </h2>
          <ul className="problems-list">{cards(own, false)}</ul>
        </section>
      ))}
      {muted.length === 0 ? null : (
        <section aria-labelledby="problems-muted">
          <h2 id="problems-muted" className="problems-title">
            <button
              type="button"
              className="problems-toggle"
              aria-expanded={showMuted}
              onClick={() => setShowMuted(!showMuted)}
            >
              Muted <span className="problems-count">{muted.length}</span>
            </button>
          </h2>
          {showMuted ? <ul className="problems-list">{cards(muted, true)}</ul> : null}
        </section>
      )}
    </div>
  );
}

/** Terms such as `outcome:error` are about calls. */
const toWords = (text: string): readonly string[] => plainWords(text);
