import { isJsonObject, type JsonValue } from '../../src/lib/json';
import type { FileCall } from '../../src/trace/file/trace-file';
import { compareWithLog } from '../support/compare/compare-with-log';
import { isSame, short, writtenTokens, type Known } from './known';
import type { PageRun } from './play';

/** Fields and outcomes: of server calls as the server logged them, of clientside calls as the page recorded them. */
export function checkFields(known: Known): readonly string[] {
  const { trace, evidence, calls, pageRuns } = known;
  const ofPage = calls.filter(({ call }) => call.transport === 'page' && call.phases.sent !== undefined).length;
  return [
    ...compareWithLog([trace], evidence.log).differences,
    ...(ofPage === evidence.page.runs.length
      ? []
      : [`${ofPage} clientside calls in the trace, ${evidence.page.runs.length} in the page`]),
    ...pageRuns.flatMap(({ run, call }) => (call === undefined ? [] : comparePageRun(run, call))),
    ...calls.flatMap(({ number, call }) =>
      writtenTokens(call)
        .filter(({ callback }) => callback !== number)
        .map(({ callback }) => `${call.id}: it has a value that callback ${callback} wrote among its own`),
    ),
  ];
}

function comparePageRun(run: PageRun, call: FileCall): readonly string[] {
  // The inputs of a discarded result are not recorded anywhere.
  if (call.ctx === null) return call.outcome === 'discarded' ? [] : [`${call.id}: its inputs are unknown`];
  const differences: string[] = [];
  const say = (what: string, traced: unknown, noted: unknown): void => {
    if (!isSame(traced, noted))
      differences.push(`${call.id}, ${what}: the trace says ${short(traced)}, the page ${short(noted)}`);
  };
  say('arguments', valuesOf([...call.ctx.inputs_list, ...call.ctx.states_list]), plain(run.args));
  // Dash gives a clientside function an empty list on page load, where the server gets one empty entry.
  say(
    'triggered',
    call.ctx.triggered.filter(({ prop_id }) => prop_id !== '.').map(({ prop_id, value }) => [prop_id, value ?? null]),
    run.triggered.map(({ prop_id, value }) => [prop_id, value ?? null]),
  );
  // Without outputs, PreventUpdate and a result look the same.
  const isTellable = call.outcome !== 'discarded' && call.outputs.length > 0;
  if (isTellable || run.end === 'error') say('outcome', call.outcome, outcomeOf(run));
  return differences;
}

function outcomeOf({ end, outs }: PageRun): string {
  if (end === 'error') return 'error';
  if (end === 'prevent') return 'prevented';
  const left = outs.filter((how) => how === 'none').length;
  return left === outs.length ? 'no_update' : left > 0 ? 'partial' : 'updated';
}

/** What a function received for each dependency: a list for ALL, `null` where the page has nothing. */
const valuesOf = (items: readonly JsonValue[]): readonly JsonValue[] =>
  items.map((item) => (Array.isArray(item) ? item.map((each) => valueOf(each as JsonValue)) : valueOf(item)));
const valueOf = (item: JsonValue): JsonValue => (isJsonObject(item) ? (item['value'] ?? null) : null);
const plain = (args: readonly JsonValue[]): readonly JsonValue[] => args.map((each) => each ?? null);
