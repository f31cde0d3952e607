import { createWaveTracker } from '../../src/analysis/waves';
import { followRecording } from './follow-recording';

/** All waves, in order. They are followed only while a view asks for them. */
export const wavesOfApp = followRecording(createWaveTracker);
