/** Ids in a trace: strings with a type for each kind of id, so that one cannot be used as another. */
import type { Brand } from '../lib/brand';

/** `c17`: one run of a callback, unique within a trace. */
export type CallId = Brand<string, 'CallId'>;
/** `j3`: the server task of a background callback, unique within a trace. */
export type JobId = Brand<string, 'JobId'>;
/** The `output` string of an entry of `_dash-dependencies`: identifies a callback. */
export type CallbackKey = Brand<string, 'CallbackKey'>;
/** `<id string>.<property>`, without an `@hash`. */
export type PropId = Brand<string, 'PropId'>;

export const toCallId = (text: string): CallId => text as CallId;
/** The id of the call to which the agent gave `number`; ids from other sources have the same form. */
export const callIdOf = (number: number): CallId => `c${number}` as CallId;
/** The agent's number of a call: the inverse of `callIdOf`. */
export const numberOf = (call: CallId): number => Number(call.slice(1));
export const toJobId = (text: string): JobId => text as JobId;
export const toCallbackKey = (text: string): CallbackKey => text as CallbackKey;
export const toPropId = (text: string): PropId => text as PropId;
