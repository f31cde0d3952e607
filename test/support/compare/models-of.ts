import { readTrace } from '../../../src/trace/file/read-trace';
import type { TraceFile } from '../../../src/trace/file/trace-file';
import type { TraceModel } from '../../../src/trace/model';

/** Trace files as the panel holds them after opening. Throws for one that it would not open. */
export const modelsOf = (traces: readonly TraceFile[]): readonly TraceModel[] =>
  traces.map((trace) => {
    const read = readTrace(JSON.stringify(trace));
    if (!read.ok) throw new Error(read.refusal.code);
    return read.model;
  });
