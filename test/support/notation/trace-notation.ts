/**
 * One line of the trace notation, taken apart. The notation is written by hand, so a line that makes no sense throws
 * with the line in the message.
 *
 *     c1 a.out <- btn.n_clicks 0-120
 *     c2 b.out="hi" c.out=no_update <- a.out ~ store.data={"x":1} 120-180 cause c1 server 40
 *     c3 a.out 200-                       (dependencies as declared before; still running)
 *     c4 {"index":["MATCH"],"type":"item"}.value <- {"index":["MATCH"],"type":"btn"}.n_clicks 300-310 match {"index":1}
 *     callback d.out <- a.out clientside name ns.fn
 *     app "Sales" 4.4.1
 *     event 12 user {"prop_id":"btn.n_clicks"}
 *     dropped 3
 *
 * Outputs stand before `<-`, inputs after it, state after `~`; `-` means no outputs. A time is `from-to` (requested to
 * settled), `from-` (sent, still open), `from` (still waiting), or the phases with `/` between, left empty where one was
 * not seen; a call without `received` and what follows is still open.
 */
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from '../../../src/lib/json';
import { OUTCOMES, PHASES, type CallReason, type Outcome, type Phase } from '../../../src/trace/types';

/** A dependency as written, with the value behind `=` (absent: not written; `no_update` only for outputs). */
export interface NotedProp {
  readonly id: string;
  readonly property: string;
  readonly value?: JsonValue;
  readonly noUpdate?: true;
}

export interface WrittenCall {
  readonly id: string | null;
  readonly outputs: readonly NotedProp[];
  readonly inputs: readonly NotedProp[] | null;
  readonly states: readonly NotedProp[] | null;
  readonly time: string | null;
  readonly words: Words;
}

/** The meaning of the words after the time. */
export interface Words {
  kind?: 'clientside' | 'background';
  websocket?: true;
  initial?: true;
  preventInitialCall?: true;
  hidden?: true;
  outcome?: Outcome;
  causes?: string[];
  triggered?: string[];
  error?: string;
  traceback?: string;
  reason?: CallReason;
  name?: string;
  source?: string;
  job?: string;
  match?: JsonObject;
  status?: number;
  server?: number;
  timings?: JsonObject;
  side?: JsonObject;
}

/** A quoted text, as files of version 1 have it, or the object. */
function toReason(token: string, line: string): CallReason {
  const value = parseJson(token);
  if (typeof value === 'string') return { code: 'text', params: { text: value } };
  if (!isJsonObject(value)) throw new Error(`"reason" needs a quoted text or an object: ${line}`);
  return value as unknown as CallReason;
}

const OPENING: Record<string, string> = { '{': '}', '[': ']' };
const TIME = /^\d[\d.]*(?:-[\d.]*)?$|^[\d.]*(?:\/[\d.]*){1,7}$/;

/** Splits at spaces that are not inside JSON strings, objects or arrays. */
export function toTokens(line: string): string[] {
  const tokens: string[] = [];
  let token = '';
  let quoted = false;
  const open: string[] = [];
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (quoted) {
      token += char;
      if (char === '\\') token += line.charAt(++i);
      else if (char === '"') quoted = false;
      continue;
    }
    if (char === ' ' && open.length === 0) {
      if (token) tokens.push(token);
      token = '';
      continue;
    }
    if (char === '"') quoted = true;
    const closing = OPENING[char];
    if (closing) open.push(closing);
    else if (char === open.at(-1)) open.pop();
    token += char;
  }
  if (quoted || open.length > 0) throw new Error(`a quote or bracket is not closed: ${line}`);
  if (token) tokens.push(token);
  return tokens;
}

function toProp(token: string, line: string): NotedProp {
  // The id may be JSON and hold `=` and dots, so look behind it.
  const idEnd = token.startsWith('{') ? token.lastIndexOf('}.', valueStart(token)) + 1 : token.indexOf('.');
  const equals = token.indexOf('=', idEnd);
  const name = equals < 0 ? token : token.slice(0, equals);
  const dot = name.startsWith('{') ? idEnd : name.lastIndexOf('.');
  if (dot < 1) throw new Error(`"${token}" is not id.property: ${line}`);
  const prop = { id: name.slice(0, dot), property: name.slice(dot + 1) };
  if (equals < 0) return prop;
  const text = token.slice(equals + 1);
  if (text === 'no_update') return { ...prop, noUpdate: true };
  const value = parseJson(text);
  if (value === undefined) throw new Error(`the value of ${name} is not JSON: ${line}`);
  return { ...prop, value };
}

/** Where the object that opens the token ends, so that a value with `}.` inside is not taken for the id. */
function valueStart(token: string): number {
  let depth = 0;
  for (let i = 0; i < token.length; i++) {
    if (token[i] === '{') depth++;
    else if (token[i] === '}' && --depth === 0) return i;
  }
  return token.length;
}

const isOutcome = (word: string): word is Outcome => (OUTCOMES as readonly string[]).includes(word);

function toWords(tokens: readonly string[], line: string): Words {
  const words: Words = {};
  const rest = [...tokens];
  const next = (word: string): string => {
    const token = rest.shift();
    if (token === undefined) throw new Error(`"${word}" needs something behind it: ${line}`);
    return token;
  };
  const text = (word: string): string => {
    const value = parseJson(next(word));
    if (typeof value !== 'string') throw new Error(`"${word}" needs a quoted text: ${line}`);
    return value;
  };
  const object = (word: string): JsonObject => parseJson(next(word)) as JsonObject;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === 'clientside' || word === 'background') words.kind = word;
    else if (word === 'websocket') words.websocket = true;
    else if (word === 'initial') words.initial = true;
    else if (word === 'prevent_initial_call') words.preventInitialCall = true;
    else if (word === 'hidden') words.hidden = true;
    else if (word === 'cause') (words.causes ??= []).push(next(word));
    else if (word === 'triggered') (words.triggered ??= []).push(next(word));
    else if (word === 'error' && rest[0]?.startsWith('"')) words.error = text(word);
    else if (word === 'traceback') words.traceback = text(word);
    else if (word === 'reason') words.reason = toReason(next(word), line);
    else if (word === 'name') words.name = next(word);
    else if (word === 'source') words.source = next(word);
    else if (word === 'job') words.job = next(word);
    else if (word === 'match') words.match = object(word);
    else if (word === 'status') words.status = Number(next(word));
    else if (word === 'server') words.server = Number(next(word));
    else if (word === 'timings') words.timings = object(word);
    else if (word === 'side') words.side = object(word);
    else if (isOutcome(word)) words.outcome = word;
    else throw new Error(`"${word}" is not a word of the notation: ${line}`);
  }
  return words;
}

/** Parses a line that starts with a call id or `callback`. */
export function parseCallLine(line: string): WrittenCall {
  const [first, ...tokens] = toTokens(line);
  const lists: { outputs: NotedProp[]; inputs: NotedProp[] | null; states: NotedProp[] | null } = {
    outputs: [],
    inputs: null,
    states: null,
  };
  let list: NotedProp[] = lists.outputs;
  let at = 0;
  for (; at < tokens.length; at++) {
    const token = tokens[at] as string;
    if (token === '<-') list = lists.inputs = [];
    else if (token === '~') list = lists.states = [];
    else if (token === '-') continue;
    else if (TIME.test(token) || !/^[{]|\./.test(token)) break;
    else list.push(toProp(token, line));
  }
  const isTime = at < tokens.length && TIME.test(tokens[at] as string);
  return {
    id: first === 'callback' ? null : (first as string),
    ...lists,
    time: isTime ? (tokens[at] as string) : null,
    words: toWords(tokens.slice(isTime ? at + 1 : at), line),
  };
}

/** The phases of a time. What a short form leaves out depends on how the call ended. */
export function toPhases(
  time: string,
  ends: 'applied' | 'received' | 'requested',
  wire: boolean,
): Partial<Record<Phase, number>> {
  const phases: Partial<Record<Phase, number>> = {};
  if (time.includes('/')) {
    time.split('/').forEach((text, i) => {
      const phase = PHASES[i];
      if (phase && text) phases[phase] = Number(text);
    });
    return phases;
  }
  const [from, to] = time.split('-');
  phases.requested = Number(from);
  if (to === undefined || ends === 'requested') return phases;
  phases.ready = phases.sent = Number(from);
  if (to === '') return phases;
  if (wire) phases.firstByte = Number(to);
  phases.received = Number(to);
  if (ends === 'applied') {
    if (wire) phases.parsed = Number(to);
    phases.applied = Number(to);
  }
  return phases;
}
