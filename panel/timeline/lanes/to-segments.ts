import { answeredAt } from '../../../src/analysis/answered-at';
import type { Call } from '../../../src/trace/types';
import type { BarSegmentName } from '../../../src/words/bar-segment';

export interface BarSegment {
  readonly name: BarSegmentName;
  readonly from: number;
  readonly to: number;
}

/** Requests that ended without having been sent. */
export const neverSent = ({ phases, ended }: Call): boolean => phases.sent === undefined && ended !== null;

/**
 * Where a call's time lies. Only what was measured: a phase that was not seen joins the stretch around it.
 * @param until where the bar ends: its end, or now while it is open
 */
export function toSegments(call: Call, until: number): readonly BarSegment[] {
  const { requested = 0, sent, firstByte, received, applied, painted } = call.phases;
  if (neverSent(call)) return [{ name: 'left out', from: requested, to: until }];
  if (sent === undefined) return [{ name: 'wait', from: requested, to: until }];
  const segments: BarSegment[] = [];
  const add = (name: BarSegmentName, from: number, to: number): void => {
    if (to > from) segments.push({ name, from, to });
  };
  add('wait', requested, sent);
  const answered = answeredAt(call) ?? call.ended ?? until;
  const total = call.server?.total ?? null;
  if (call.kind === 'clientside') add('function', sent, answered);
  else if (call.kind === 'background') add('job', sent, answered);
  else if (total === null || received === undefined) add('run', sent, answered);
  else {
    // The first byte leaves the server when its function is done. The server rounds, so it may claim more than there was.
    const done = Math.min(firstByte ?? answered, answered);
    const began = Math.max(sent, done - total);
    add('network', sent, began);
    add('server', began, done);
    add('network', done, answered);
  }
  add('apply', answered, applied ?? answered);
  if (applied !== undefined && painted !== undefined) add('paint', applied, painted);
  return segments;
}
