import { prettyPropId } from '../../../dash/pretty';
import type { TraceModel } from '../../../trace/model';
import { toPropId, type CallbackKey, type CallId, type PropId } from '../../../trace/types';
import { keepCall, type Finding, type RuleId } from '../finding';
import type { Rule, Surroundings } from '../rule';
import type { Run } from '../runs';
import { isSameValue } from '../values';
import { nameOf, timesOf } from '../words';

/** Milliseconds for which the newer answer has to be shown: two clicks in a blink may be answered in either order. */
const SHOWN = 50;
/** Requests this close in time have no order that means anything. */
const CLOSE = 5;
/** How often an older answer has to come last: once may be chance. */
const OFTEN = 2;

interface Race {
  readonly rule: RuleId & ('two-writers' | 'lost-update');
  readonly prop: PropId;
  /** Who wrote first and was overwritten, and who overwrote it. */
  readonly first: CallbackKey;
  readonly second: CallbackKey;
  count: number;
  /** The later request was overwritten by the answer to the earlier one. */
  overtaken: boolean;
  readonly calls: CallId[];
}

/** Two calls under way at the same time that write the same property: which value stays depends on who is slower. */
export function overlappingWrites(): Rule {
  const races = new Map<string, Race>();

  const note = (rule: Race['rule'], prop: string, first: Run, second: Run, overtaken: boolean): void => {
    // Who of two writers is the slower one may change from time to time; whose write is lost is a matter of its own.
    const pair = rule === 'two-writers' && !overtaken ? [first.call.callback, second.call.callback].sort() : [first.call.callback, second.call.callback];
    const key = `${rule} ${prop} ${pair.join(' ')}`;
    let race = races.get(key);
    if (race === undefined) races.set(key, (race = { rule, prop: toPropId(prop), first: first.call.callback, second: second.call.callback, count: 0, overtaken, calls: [] }));
    race.count++;
    race.overtaken ||= overtaken;
    keepCall(race.calls, first.call.id);
    keepCall(race.calls, second.call.id);
  };

  const compare = (first: Run, second: Run, surroundings: Surroundings): void => {
    for (const [prop, later] of second.writes) {
      const earlier = first.writes.get(prop);
      if (earlier === undefined || later.update === 'patch' || isSameValue(earlier.value, later.value) !== false) continue;
      const read = second.states.get(prop) ?? second.inputs.get(prop);
      const isOne = isOneAction(first, second, surroundings);
      const isOvertaken = !isOne && (first.call.phases.requested ?? 0) - (second.call.phases.requested ?? 0) > CLOSE && second.to - first.to >= SHOWN;
      if (read !== undefined && second.from < first.to) {
        if (isSameValue(read.value, earlier.value) === false) note('lost-update', prop, first, second, isOvertaken);
      } else if (isOvertaken || (isOne && !isSurelyFirst(first, second))) note('two-writers', prop, first, second, isOvertaken);
    }
  };

  return {
    settled(_call, surroundings) {
      const { overlap } = surroundings;
      for (const other of overlap?.others ?? []) if (overlap !== null) compare(other, overlap.run, surroundings);
    },
    findings: (model) => [...races].filter(([, { overtaken, count }]) => !overtaken || count >= OFTEN).map(([key, race]) => toFinding(model, key, race)),
  };
}

const isOneAction = (a: Run, b: Run, { beginningOf }: Surroundings): boolean =>
  a.call.callback !== b.call.callback && beginningOf(a.call) === beginningOf(b.call);

/** A clientside function that is done in a moment is always before a server's answer: "Loading…", and then the result. */
const isSurelyFirst = (first: Run, second: Run): boolean => first.call.kind === 'clientside' && second.call.kind !== 'clientside' && first.to - first.from < SHOWN;

function toFinding(model: TraceModel, key: string, { rule, prop, first, second, count, overtaken, calls }: Race): Finding {
  const name = prettyPropId(prop);
  const [a, b] = [nameOf(model, first), nameOf(model, second)];
  const who = first === second ? `Two calls of ${a}` : `${a} and ${b}`;
  const sentence =
    rule === 'lost-update'
      ? `${who} were under way at the same time, ${timesOf(count)}. ${first === second ? 'The later one' : b} had read ${name} before the other wrote it, and then wrote over it: what ${first === second ? 'the other' : a} had written is lost.`
      : overtaken
        ? `${who} were under way at the same time, ${timesOf(count)}, and both write ${name}. The answer to the earlier request came last and stays, though the later request was the newer one.`
        : `${who} were set off by the same action, ${timesOf(count)}, and both write ${name}. The value of the slower one stays.`;
  return { id: key, rule, callbacks: [...new Set([first, second])], sentence, saved: null, evidence: { calls: [...calls], count, props: [prop], bytes: null, ms: null } };
}
