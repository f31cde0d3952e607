import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it, vi } from 'vitest';
import { CallsToolbar } from '../../../../panel/calls/CallsToolbar';
import { JobsView } from '../../../../panel/jobs/JobsView';
import { createPanelStore, type PanelState } from '../../../../panel/store/panel-store';
import { traceFrom } from '../../../support/notation/trace-from';

type Store = ReturnType<typeof createPanelStore>;

const panel = vi.hoisted((): { store: unknown } => ({ store: null }));

vi.mock('../../../../panel/store/panel-context', () => ({
  usePanel: (selector: (state: PanelState) => unknown) => selector((panel.store as Store).getState()),
  usePanelStore: () => panel.store,
  usePanelSource: () => ({}),
}));

function show(forgotten: { readonly calls: number; readonly jobs: number }): void {
  const model = { ...traceFrom('c1 late.o <- b.k 12-25 background job j1'), forgotten };
  (panel.store as Store).getState().setApp({ id: 'app', label: '', url: '', connected: true, model });
}

const calls = (): string => renderToStaticMarkup(<CallsToolbar shown={1} following onFollow={() => undefined} />);
const jobs = (): string => renderToStaticMarkup(<JobsView />);

beforeEach(() => {
  panel.store = createPanelStore();
});

it('calls and jobs say how many older ones were dropped', () => {
  show({ calls: 2_000, jobs: 1 });
  expect(calls()).toContain('2,000 older calls dropped');
  expect(jobs()).toContain('1 older job dropped');
});

it('a recording that has everything says nothing about it', () => {
  show({ calls: 0, jobs: 0 });
  expect(calls()).not.toContain('dropped');
  expect(jobs()).not.toContain('dropped');
});
