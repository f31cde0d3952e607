import type { CauseType } from '../../trace/types';

/** Why a call ran that no property triggered, short enough for a column. */
export const TRIGGER_WORDS: { readonly [Type in CauseType]?: string } = {
  initial: 'page load',
  layout: 'new components',
  reconnect: 'reconnect',
  history: 'undo or redo',
};

export const INITIAL_CALL = 'initial call';
export const TRIGGER_NOT_KNOWN = 'not known';
export const NO_TRIGGER = 'nothing';
