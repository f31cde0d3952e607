import { createFigureTracker, type CallbackFigures } from '../../src/analysis/callback-figures';
import type { CallbackKey } from '../../src/trace/types';
import { followRecording, ofCurrentApp } from './follow-recording';

const NONE: ReadonlyMap<CallbackKey, CallbackFigures> = new Map();

/** What the calls of each callback of the app on screen took. */
export const selectFigures = ofCurrentApp(followRecording(createFigureTracker), NONE);
