import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { PanelSource } from './panel-state';
import type { PanelState, PanelStore } from './panel-store';

const PanelContext = createContext<{ readonly store: PanelStore; readonly source: PanelSource } | null>(null);

/** Gives every view below it the store and the source. */
export function PanelProvider(props: {
  readonly store: PanelStore;
  readonly source: PanelSource;
  readonly children: ReactNode;
}) {
  const { store, source, children } = props;
  return <PanelContext value={{ store, source }}>{children}</PanelContext>;
}

function usePanelContext(): { readonly store: PanelStore; readonly source: PanelSource } {
  const context = useContext(PanelContext);
  if (!context) throw new Error('a view was rendered outside PanelProvider');
  return context;
}

/** Reads the store through a selector of module level, which must return the same object while nothing changed. */
export function usePanel<T>(selector: (state: PanelState) => T): T {
  return useStore(usePanelContext().store, selector);
}

/** The store itself, for event handlers: `usePanelStore().getState().selectCall(id)`. */
export function usePanelStore(): PanelStore {
  return usePanelContext().store;
}

export function usePanelSource(): PanelSource {
  return usePanelContext().source;
}
