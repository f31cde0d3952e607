import type { JsonValue } from '../../lib/json';
import type {
  AppFacts,
  Call,
  CallbackDefinition,
  Context,
  Job,
  OutputUpdate,
  PropActivity,
  PropWrite,
  Recorded,
  SharedId,
  TraceEvent,
} from '../types';

export const TRACE_FORMAT = 'dash-callback-trace';
/** The version this code writes. Readers upgrade older ones and refuse newer ones. */
export const TRACE_VERSION = 2;

/**
 * One call as it is in a file: with `ctx` and `outputs`, which are derived from the raw bodies, instead of the bodies.
 */
export type FileCall = Omit<Call, 'request' | 'response'> & {
  /** `null` for a call that was never sent. */
  readonly ctx: Context | null;
  readonly outputs: readonly OutputUpdate[];
  readonly bytes: { readonly request: number | null; readonly response: number | null };
};

/** `LayoutIds` as JSON. */
export interface FileLayout {
  readonly strings: readonly string[];
  readonly families: { readonly [keys: string]: readonly (readonly JsonValue[])[] };
  readonly shared?: readonly SharedId[];
}

export interface TraceFile {
  readonly format: typeof TRACE_FORMAT;
  readonly version: typeof TRACE_VERSION;
  readonly recorded: Recorded;
  readonly app: AppFacts;
  readonly callbacks: readonly CallbackDefinition[];
  readonly calls: readonly FileCall[];
  readonly jobs: readonly Job[];
  readonly events: readonly TraceEvent[];
  /** How often each property was written, and who wrote it last, by prop id. */
  readonly props: { readonly [propId: string]: PropActivity };
  readonly writes: { readonly [propId: string]: readonly PropWrite[] };
  readonly layout: FileLayout | null;
}
