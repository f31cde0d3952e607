import type { AgentEvent } from '../protocol/events';
import type { Hello } from '../protocol/messages';
import { createTrace, type TraceBuilder } from '../trace/create-trace';

/** The traces of one document: one per renderer, in the order in which they appeared. */
export interface DocumentTraces {
  readonly list: readonly TraceBuilder[];
  /** @param dropped events that the page had to drop before these */
  readonly apply: (events: readonly AgentEvent[], dropped: number) => void;
}

/** The page says when it started; an impossible time is ignored. */
const toIsoTime = (epoch: number): string => (Math.abs(epoch) <= 8.64e15 ? new Date(epoch).toISOString() : 'unknown');

/** @param hello what the document said about itself, `null` if nothing yet */
export function createDocumentTraces(hello: () => Hello | null): DocumentTraces {
  const list: TraceBuilder[] = [];

  const traceOf = (renderer: number): TraceBuilder => {
    const known = list[renderer];
    if (known !== undefined) return known;
    const { timeOrigin = 0, product = '', url = '', userAgent = '' } = hello() ?? {};
    const recorded = { at: toIsoTime(timeOrigin), by: product, url, userAgent };
    for (let index = list.length; index < renderer; index++) list.push(createTrace(recorded, index));
    const trace = createTrace(recorded, renderer);
    list.push(trace);
    return trace;
  };

  return {
    list,
    apply(events, dropped) {
      const byRenderer = new Map<number, AgentEvent[]>();
      for (const event of events) {
        if (event.type !== 'painted') traceOf(event.renderer);
        for (const renderer of concernsAll(event) ? list.keys() : [event.renderer]) {
          const own = byRenderer.get(renderer);
          if (own === undefined) byRenderer.set(renderer, [event]);
          else own.push(event);
        }
      }
      if (dropped > 0) traceOf(0).noteDropped(dropped);
      for (const [renderer, own] of byRenderer) traceOf(renderer).apply(own);
    },
  };
}

/** A frame paints the calls of every renderer of the page, and a long task delays them all. */
const concernsAll = ({ type }: AgentEvent): boolean => type === 'painted' || type === 'long-task';
