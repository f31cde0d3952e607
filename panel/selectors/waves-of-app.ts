import type { TraceModel } from '../../src/trace/model';
import { createWaveTracker, type Wave, type WaveTracker } from '../../src/analysis/waves';

const trackers = new WeakMap<TraceModel['callbacks'], WaveTracker>();

/** All waves, in order. They are followed only while somebody asks. The map of callbacks is an app's own, and lives as long. */
export function wavesOfApp(model: TraceModel): readonly Wave[] {
  let tracker = trackers.get(model.callbacks);
  if (tracker === undefined) trackers.set(model.callbacks, (tracker = createWaveTracker()));
  return tracker.update(model);
}
