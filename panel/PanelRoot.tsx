import { ErrorBoundary } from './ui/ErrorBoundary';
import { Shell } from './shell/Shell';
import { PanelProvider } from './store/panel-context';
import type { PanelSource } from './store/panel-state';
import type { PanelStore } from './store/panel-store';
import './ui/styles/theme.css';
import './ui/styles/base.css';

/** The whole panel over a store and whatever feeds it: the live connection, a trace file, or a test. */
export function PanelRoot({ store, source }: { readonly store: PanelStore; readonly source: PanelSource }) {
  return (
    <PanelProvider store={store} source={source}>
      <ErrorBoundary name="panel">
        <Shell />
      </ErrorBoundary>
    </PanelProvider>
  );
}
