import type { Call } from '../trace/types';
import { answeredAt } from './answered-at';

/** What the time of a call is told apart into, in the order in which it passes. */
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

/** What to know about the stretches; `src/words` makes the text. */
export type PhaseNote = 'no_server_time' | 'no_server_time_websocket' | 'job_includes_polls';

/** One stretch of a call's time, in milliseconds. */
export interface PhaseSegment {
  readonly name: SegmentName;
  readonly ms: number;
}

export interface PhaseBarShape {
  readonly segments: readonly PhaseSegment[];
  /** From the request to the last moment known, painting included. */
  readonly total: number;
  /** Why server time is not told apart, or what a stretch includes; `null` when there is nothing to say. */
  readonly note: PhaseNote | null;
}

/**
 * Where the time of a call went. Only what was measured is in it: a phase that was not seen joins the stretch around
 * it, never a guess. `null` when the call was not sent.
 */
export function toPhaseSegments(call: Call): PhaseBarShape | null {
  const { requested, sent, received, parsed, applied, painted } = call.phases;
  if (requested === undefined || sent === undefined) return null;
  const segments: PhaseSegment[] = [{ name: 'waiting', ms: between(requested, sent) }];
  let note: PhaseNote | null = null;
  const result = answeredAt(call);
  // Without a wire there is no "received"; the result is there when it is applied. A job that gave none lasts until its call is over.
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
      // The server rounds to whole milliseconds, so it may claim a little more than the page measured.
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

/** Clocks of two observers may disagree by fractions; a stretch is never negative. */
const between = (from: number, to: number): number => Math.max(0, to - from);
