import type { AgentEvent } from '../protocol/events';
import type { Hello } from '../protocol/messages';
import { arrivalOf, type Departure } from '../trace/departure';
import { createTrace, type TraceBuilder } from '../trace/create-trace';

/** The traces of one document: one per renderer, in the order in which they appeared. */
export interface DocumentTraces {
  readonly list: readonly TraceBuilder[];
  /** What the document was left for, if it was left and that is known. */
  readonly departure: () => Departure | null;
  /** @param dropped events that the page had to drop before these */
  readonly apply: (events: readonly AgentEvent[], dropped: number) => void;
}

/** The page says when it started; an impossible time is ignored. */
const toIsoTime = (epoch: number): string => (Math.abs(epoch) <= 8.64e15 ? new Date(epoch).toISOString() : 'unknown');

/**
 * @param hello what the document said about itself, `null` if nothing yet
 * @param before what the document before it, in the same frame, was left for
 */
export function createDocumentTraces(hello: () => Hello | null, before: Departure | null): DocumentTraces {
  const list: TraceBuilder[] = [];

  const traceOf = (renderer: number): TraceBuilder => {
    const known = list[renderer];
    if (known !== undefined) return known;
    const said = hello();
    const arrival = said === null ? null : arrivalOf(before, said);
    const { timeOrigin = 0, product = '', url = '', userAgent = '' } = said ?? {};
    const recorded = { at: toIsoTime(timeOrigin), by: product, url, userAgent };
    for (let index = list.length; index < renderer; index++) list.push(createTrace(recorded, index, arrival));
    const trace = createTrace(recorded, renderer, arrival);
    list.push(trace);
    return trace;
  };

  return {
    list,
    departure() {
      for (const trace of list) {
        const departure = trace.departure();
        if (departure !== null) return departure;
      }
      return null;
    },
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
