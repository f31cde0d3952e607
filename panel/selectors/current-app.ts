import type { TraceModel } from '../../src/trace/model';
import type { Call, CallbackActivity, CallbackDefinition, CallbackKey, CallId, Job } from '../../src/trace/types';
import type { App } from '../store/panel-state';
import type { PanelState } from '../store/panel-store';

export function selectApp(state: PanelState): App | null {
  return state.apps.find(({ id }) => id === state.appId) ?? null;
}

/** Everything recorded of the app on screen; a new object at most once a frame. */
export function selectModel(state: PanelState): TraceModel | null {
  return selectApp(state)?.model ?? null;
}

export function selectCall(state: PanelState, id: CallId | null): Call | null {
  return id === null ? null : (selectModel(state)?.calls.get(id) ?? null);
}

export function selectDefinition(state: PanelState, key: CallbackKey | null): CallbackDefinition | null {
  return key === null ? null : (selectModel(state)?.callbacks.get(key) ?? null);
}

export function selectActivity(state: PanelState, key: CallbackKey | null): CallbackActivity | null {
  return key === null ? null : (selectModel(state)?.activity.get(key) ?? null);
}

export function selectJobOf(state: PanelState, call: Call | null): Job | null {
  return call?.job ? (selectModel(state)?.jobs.get(call.job) ?? null) : null;
}

export const selectSelection = (state: PanelState) => state.selection;
export const selectSelectedCallId = (state: PanelState) => state.selection.call;
export const selectSelectedCallback = (state: PanelState) => state.selection.callback;
export const selectFilters = (state: PanelState) => state.filters;
export const selectPaused = (state: PanelState) => state.paused;
export const selectStatus = (state: PanelState) => state.status;
export const selectView = (state: PanelState) => state.view;
export const selectNotices = (state: PanelState) => state.notices;
export const selectApps = (state: PanelState) => state.apps;
