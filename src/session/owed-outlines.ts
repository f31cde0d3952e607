import type { JsonValue } from '../lib/json';
import type { TraceBuilder } from '../trace/create-trace';
import type { AgentClient } from '../transport/agent-client';

/** The outlines of large texts that the traces of a document still want from the page. */
export interface OwedOutlines {
  /** Asks for what is wanted, unless that is under way. */
  readonly fetch: () => Promise<void>;
  readonly isFetching: () => boolean;
  /** The page will not send what is still owed: marks it as gone. */
  readonly giveUp: () => void;
}

interface OutlineListener {
  /** One more is here. */
  readonly received: () => void;
  /** Everything that was needed has been requested. */
  readonly finished: () => void;
}

interface Owed {
  readonly trace: TraceBuilder;
  readonly text: number;
}

/**
 * @param traces of the document, a list that may grow
 * @param currentLine to the page, `null` while there is none
 */
export function createOwedOutlines(
  traces: readonly TraceBuilder[],
  currentLine: () => AgentClient | null,
  listener: OutlineListener,
): OwedOutlines {
  let owed: Owed[] = [];
  let isFetching = false;

  const collect = (): void => {
    for (const trace of traces) owed.push(...trace.takeWantedOutlines().map((text) => ({ trace, text })));
  };

  /** One at a time: the page works on an outline only when it is idle. */
  const fetch = async (): Promise<void> => {
    if (isFetching) return;
    isFetching = true;
    collect();
    const asked = owed;
    owed = [];
    for (const each of asked) {
      const line = currentLine();
      const answer = await line?.fetchOutline(each.text);
      // A line may be lost and found again while the page still holds the text.
      if (answer === undefined || (!answer.ok && currentLine() !== line)) owed.push(each);
      else each.trace.setOutline(each.text, answer.ok ? answer.value : TEXT_GONE);
      listener.received();
    }
    isFetching = false;
    listener.finished();
    if (currentLine() !== null && (owed.length > 0 || traces.some((trace) => trace.hasWantedOutlines()))) await fetch();
  };

  return {
    fetch,
    isFetching: () => isFetching,
    giveUp() {
      collect();
      for (const { trace, text } of owed) trace.setOutline(text, TEXT_GONE);
      owed = [];
    },
  };
}

/** Replaces a text that the page no longer holds. */
const TEXT_GONE: JsonValue = { $preview: '', $bytes: null, $why: 'gone' };
