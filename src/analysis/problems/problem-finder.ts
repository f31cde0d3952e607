import { textOf } from '../../trace/body';
import type { TraceModel } from '../../trace/model';
import type { Body, Call, CallId } from '../../trace/types';
import { createCallWatch } from '../changed-calls';
import { createBeginnings } from './beginnings';
import type { Detector, Surroundings } from './rule';
import { RULES, type Finding } from './rules';
import { createOverlaps } from './runs';

/**
 * After this many milliseconds of the trace the finder no longer waits for the text of a body: the page has dropped it.
 */
const BODY_LOST_AFTER = 5_000;

export interface ProblemFinder {
  /** All findings so far, in the order of the rules; the same object while nothing changes. */
  readonly update: (model: TraceModel) => readonly Finding[];
}

interface RunningRule {
  readonly rule: Finding['rule'];
  readonly detector: Detector<unknown>;
}

const createDetectors = (): readonly RunningRule[] => RULES.map(({ id, detect }) => ({ rule: id, detector: detect() }));

/** All findings of a finished recording. */
export const problemsOf = (model: TraceModel): readonly Finding[] => createProblemFinder().update(model);

/** Follows one app while it is recorded: each call is examined once, when it has ended. */
export function createProblemFinder(): ProblemFinder {
  const watch = createCallWatch(true);
  let detectors = createDetectors();
  let reloads: readonly number[] = [];
  let beginningOf = createBeginnings(() => reloads);
  let overlapOf = createOverlaps();
  /** Calls that have not ended, or that wait for the text of a body. */
  let open = new Map<CallId, Call>();
  let examined = new Set<CallId>();
  let latest = 0;
  /** What findings depend on other than calls. */
  let seen: readonly unknown[] = [];
  let found: readonly Finding[] = [];

  const forget = (): void => {
    detectors = createDetectors();
    reloads = [];
    beginningOf = createBeginnings(() => reloads);
    overlapOf = createOverlaps();
    open = new Map();
    examined = new Set();
    latest = 0;
  };

  /** The calls that have ended since, in the order of their ends. */
  const takeSettled = (): readonly Call[] => {
    const settled = [...open.values()].filter((call) => isOver(call, latest));
    for (const { id } of settled) {
      open.delete(id);
      examined.add(id);
    }
    return settled.sort((a, b) => (a.ended ?? 0) - (b.ended ?? 0) || a.index - b.index);
  };

  return {
    update(model) {
      // Findings from calls that the recording has dropped remain true.
      const { afresh, gone, calls } = watch(model);
      if (afresh) forget();
      reloads = [...reloads, ...reloadsAfter(model, reloads.at(-1) ?? -Infinity)];
      for (const id of gone) {
        open.delete(id);
        examined.delete(id);
      }
      for (const call of calls) {
        latest = Math.max(latest, call.ended ?? 0, call.phases.requested ?? 0);
        if (!examined.has(call.id)) open.set(call.id, call);
      }
      const settled = takeSettled();
      const other = [model.callbacks, model.layout, model.app.unknownProps];
      const isOtherApp = other.some((one, at) => one !== seen[at]);
      if (settled.length === 0 && !isOtherApp && !afresh) return found;
      seen = other;
      for (const call of settled) {
        beginningOf(call);
        const surroundings: Surroundings = { model, beginningOf, overlap: overlapOf(call) };
        for (const { detector } of detectors) detector.settled?.(call, surroundings);
      }
      found = merged(
        found,
        detectors.flatMap(({ rule, detector }) => detector.findings(model).map((one) => ({ ...one, rule }) as Finding)),
      );
      return found;
    },
  };
}

/** Times of hot reloads after one that is known; older events are not read. */
function reloadsAfter({ events }: TraceModel, known: number): readonly number[] {
  const found: number[] = [];
  for (let at = events.length - 1; at >= 0; at--) {
    const event = events[at];
    if (event === undefined || event.at <= known) break;
    if (event.type === 'reload') found.unshift(event.at);
  }
  return found;
}

function isOver(call: Call, latest: number): boolean {
  const { ended, request, response } = call;
  if (ended === null) return false;
  if (call.outcome === 'error' && isErrorRead(call)) return true;
  const isWhole = isRead(request) && isRead(response);
  return isWhole || latest - ended > BODY_LOST_AFTER;
}

/** Values are compared by their hashes, which come with the outline. */
const isRead = (body: Body | null): boolean => body === null || (body.json !== undefined && body.isOutlined !== false);

/** The page reads the text of a server error only after it has settled the call. That text need not be JSON. */
const isErrorRead = ({ status, error, response }: Call): boolean =>
  status === null || status < 400 || error?.traceback !== undefined || textOf(response) !== undefined;

/** Findings that did not change remain the same objects, so that only changed ones are rendered again. */
function merged(before: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  const known = new Map(before.map((finding) => [finding.id, finding]));
  const kept = now.map((finding) => {
    const earlier = known.get(finding.id);
    return earlier !== undefined && isSame(earlier, finding) ? earlier : finding;
  });
  return kept.length === before.length && kept.every((finding, index) => finding === before[index]) ? before : kept;
}

const isSame = (a: Finding, b: Finding): boolean =>
  JSON.stringify(a.params) === JSON.stringify(b.params) &&
  a.stoppedAfter === b.stoppedAfter &&
  a.evidence.count === b.evidence.count &&
  a.evidence.calls.at(-1) === b.evidence.calls.at(-1);
