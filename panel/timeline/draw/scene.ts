import type { CallId, CallbackKey } from '../../../src/trace/types';
import type { Link } from '../lanes/chain';
import type { Colours } from './colours';
import type { LaneLayout } from '../lanes/lane-layout';
import type { TimeWindow } from '../lanes/time-scale';
import type { BarPlace, Timeline } from '../lanes/to-lanes';

/** Everything a frame is drawn from. Drawing reads it and nothing else. */
export interface Scene {
  readonly timeline: Timeline;
  readonly layout: LaneLayout;
  readonly window: TimeWindow;
  /** Pixels of the whole canvas. */
  readonly width: number;
  readonly height: number;
  /** Where the time axis begins; the lanes' names are left of it. */
  readonly left: number;
  readonly scrollTop: number;
  readonly now: number;
  readonly colours: Colours;
  readonly selected: CallId | null;
  readonly focus: BarPlace | null;
  readonly hover: BarPlace | null;
  readonly links: readonly Link[];
  /** Calls that fit the search and the filters; `null` while nothing is filtered. */
  readonly passing: ReadonlySet<CallId> | null;
  /** The marked wave, and the range that filters the other views. */
  readonly wave: TimeWindow | null;
  readonly range: TimeWindow | null;
  readonly nameOf: (callback: CallbackKey) => string;
}

export const RULER = 18;

/** Room for the lanes' names: less where every pixel counts. */
export const leftFor = (width: number): number => (width < 560 ? 74 : 92);
