import { describeError } from '../../src/words/errors';
import { formatDuration } from '../../src/words/figures';
import { OUTCOME_WORDS } from '../../src/words/terms';
import type { BarSegmentName } from '../../src/words/bar-segment';
import { BAR_TEXTS, describeAction, jobFacts, SEGMENT_WORDS } from '../../src/words/timeline';
import { LANES, type Bar } from './lanes/to-lanes';
import { toSegments } from './lanes/to-segments';

/** The segments of a bar with the same name, added up. */
interface SegmentText {
  readonly name: BarSegmentName;
  readonly word: string;
  readonly ms: number;
}

interface BarText {
  readonly title: string;
  /** The title is an id or a function's name. */
  readonly isCode: boolean;
  readonly facts: readonly string[];
  readonly parts: readonly SegmentText[];
}

/** What a bar says on hover and to a screen reader. */
export function describeBar(bar: Bar, now: number, nameOf: (bar: Bar & { readonly type: 'call' }) => string): BarText {
  switch (bar.type) {
    case 'action': {
      const who =
        bar.event.type === 'interval'
          ? ''
          : bar.gesture
            ? BAR_TEXTS.gesture
            : bar.setOff.length > 0
              ? BAR_TEXTS.noGesture
              : '';
      return {
        title: describeAction(bar.event),
        isCode: false,
        facts: [BAR_TEXTS.at(bar.event.at), ...(who ? [who] : []), BAR_TEXTS.triggered(bar.setOff.length)],
        parts: [],
      };
    }
    case 'task':
      return {
        title: BAR_TEXTS.longTask,
        isCode: false,
        facts: [BAR_TEXTS.at(bar.event.at), formatDuration(bar.duration)],
        parts: [],
      };
    case 'call': {
      const { call, job } = bar;
      const { requested = 0 } = call.phases;
      const until = call.ended ?? now;
      const parts: SegmentText[] = [];
      for (const { name, from, to } of toSegments(call, until)) {
        const known = parts.findIndex((part) => part.name === name);
        const before = parts[known];
        if (before) parts[known] = { ...before, ms: before.ms + to - from };
        else parts.push({ name, word: SEGMENT_WORDS[name], ms: to - from });
      }
      const waiting = call.outcome === 'pending' && call.phases.sent === undefined;
      const facts = [
        waiting ? BAR_TEXTS.waiting : OUTCOME_WORDS[call.outcome],
        BAR_TEXTS.at(requested),
        call.ended === null ? BAR_TEXTS.soFar(until - requested) : formatDuration(until - requested),
      ];
      if (job) facts.push(...jobFacts(job));
      if (call.error) facts.push(describeError(call).split('\n')[0] ?? '');
      return { title: nameOf(bar), isCode: true, facts, parts: parts.filter(({ name }) => name !== 'left out') };
    }
  }
}

/** What a screen reader says about a bar. */
export function speakBar(lane: number, { title, facts, parts }: BarText): string {
  return [
    BAR_TEXTS.lane(LANES[lane] ?? ''),
    title,
    ...facts,
    ...parts.map(({ word, ms }) => BAR_TEXTS.segment(word, ms)),
  ].join(', ');
}
