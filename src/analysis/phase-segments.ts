import type { Call } from '../trace/types';
import { answeredAt } from './answered-at';

/** The segments of a call's time, in chronological order. */
export const SEGMENTS = [
  'waiting',
  'network',
  'server',
  'network + server',
  'function',
  'job',
  'parse',
  'apply',
  'paint',
] as const;
export type SegmentName = (typeof SEGMENTS)[number];

/** Notes about the segments; `src/words` makes the text. */
export type PhaseNote = 'no_server_time' | 'no_server_time_websocket' | 'job_includes_polls';

/** One segment of a call's time, in milliseconds. */
export interface PhaseSegment {
  readonly name: SegmentName;
  readonly ms: number;
}

export interface PhaseBarShape {
  readonly segments: readonly PhaseSegment[];
  /** From the request to the last known time, painting included. */
  readonly total: number;
  /** Why server time is not shown separately, or what a segment includes; `null` if there is nothing to say. */
  readonly note: PhaseNote | null;
}

/**
 * What the time of a call was spent on. It contains only what was measured: a phase that was not observed is part of
 * the segment around it and never guessed. `null` if the call was not sent.
 */
export function toPhaseSegments(call: Call): PhaseBarShape | null {
  const { requested, sent, received, parsed, applied, painted } = call.phases;
  if (requested === undefined || sent === undefined) return null;
  const segments: PhaseSegment[] = [{ name: 'waiting', ms: between(requested, sent) }];
  let note: PhaseNote | null = null;
  const result = answeredAt(call);
  // A clientside call receives nothing; its result exists when it is applied. A job without a result lasts until its
  // call ends.
  const answered =
    call.kind === 'background' && result === undefined
      ? (call.ended ?? undefined)
      : call.kind === 'clientside'
        ? result
        : received;
  if (answered !== undefined) {
    const stretch = between(sent, answered);
    const server = call.server?.total ?? null;
    if (call.kind === 'clientside') segments.push({ name: 'function', ms: stretch });
    else if (call.kind === 'background') {
      segments.push({ name: 'job', ms: stretch });
      note = 'job_includes_polls';
    } else if (server === null) {
      segments.push({ name: 'network + server', ms: stretch });
      note = call.transport === 'websocket' ? 'no_server_time_websocket' : 'no_server_time';
    } else {
      // The server rounds to whole milliseconds, so it may report a little more than the page measured.
      segments.push(
        { name: 'network', ms: Math.max(0, stretch - server) },
        { name: 'server', ms: Math.min(server, stretch) },
      );
    }
    if (parsed !== undefined && received !== undefined && result !== undefined)
      segments.push({ name: 'parse', ms: between(received, parsed) });
    if (applied !== undefined) segments.push({ name: 'apply', ms: between(parsed ?? answered, applied) });
    if (applied !== undefined && painted !== undefined) segments.push({ name: 'paint', ms: between(applied, painted) });
  }
  const last = painted ?? applied ?? (result === undefined ? undefined : parsed) ?? answered ?? sent;
  return { segments, total: between(requested, last), note };
}

/** The clocks of two observers may differ slightly; a segment is never negative. */
const between = (from: number, to: number): number => Math.max(0, to - from);
