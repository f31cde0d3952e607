import { useEffect, type RefObject } from 'react';
import { selectModel } from '../selectors/current-app';
import { positionOf } from '../selectors/related-calls';
import type { PanelSource } from '../store/panel-state';
import type { PanelState, PanelStore } from '../store/panel-store';
import { viewOfKey } from '../store/views';

interface ShortcutTargets {
  readonly store: PanelStore;
  readonly source: PanelSource;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly toggleKeys: () => void;
  /** Whether the inspector covers the view, so that closing it is a step of its own. */
  readonly isSheet: boolean;
}

/**
 * Keys that work wherever the focus is, except while the user types. They are taken before the document gets them, because
 * there Chromium takes Escape for itself and opens the console of DevTools; of a key that the panel used it learns nothing.
 */
export function useShortcuts({ store, source, search, toggleKeys, isSheet }: ShortcutTargets): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) event.stopPropagation();
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
      if (event.key === ' ' && usesSpace(event.target)) return;
      if (!runShortcut(event.key, { store, source, search, toggleKeys, isSheet })) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const root = document.documentElement;
    root.addEventListener('keydown', onKeyDown);
    return () => root.removeEventListener('keydown', onKeyDown);
  }, [store, source, search, toggleKeys, isSheet]);
}

function runShortcut(key: string, { store, source, search, toggleKeys, isSheet }: ShortcutTargets): boolean {
  const state = store.getState();
  switch (key) {
    case '/':
      search.current?.focus();
      search.current?.select();
      return true;
    case '?':
      toggleKeys();
      return true;
    case ' ':
      togglePaused(store, source);
      return true;
    case '[':
    case ']':
      walk(store, key === '[' ? 'previous' : 'next');
      return true;
    case 'Escape':
      return escape(state, isSheet);
    default: {
      const view = viewOfKey(key);
      if (view !== null) state.showView(view);
      return view !== null;
    }
  }
}

/** @returns whether there was something to close or to clear */
function escape(state: PanelState, isSheet: boolean): boolean {
  if (isSheet && state.inspectorOpen) {
    state.setInspectorOpen(false);
    return true;
  }
  const { selection, pointedOut, inspectorOpen } = state;
  const isClear = !inspectorOpen && pointedOut === null && Object.values(selection).every((part) => part === null);
  if (!isClear) state.clearSelection();
  return !isClear;
}

/** Stops or resumes the recording, in the store and at the source. */
export function togglePaused(store: PanelStore, source: PanelSource): void {
  const paused = !store.getState().paused;
  store.getState().setPaused(paused);
  source.setPaused(paused);
}

/** From the selected call to its neighbour; from a callback without a call to its last one. */
function walk(store: PanelStore, direction: 'previous' | 'next'): void {
  const state = store.getState();
  const model = selectModel(state);
  const { call, callback } = state.selection;
  if (!model) return;
  const selected = call === null ? undefined : model.calls.get(call);
  const target = selected
    ? positionOf(model, selected)[direction]
    : callback === null
      ? null
      : (model.activity.get(callback)?.lastCall ?? null);
  if (target !== null) state.selectCall(target);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox';
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Space presses the button that has the focus. */
function usesSpace(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('button, a, summary, input, [role="button"], [role="tab"]') !== null
  );
}
