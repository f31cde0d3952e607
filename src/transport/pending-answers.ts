import { refused, type Answer } from '../protocol/answer';
import type { JsonValue } from '../lib/json';
import type { PanelMessage } from '../protocol/messages';

/** Questions to an agent that are still open, joined to their answers by number. */
export interface PendingAnswers {
  readonly ask: (toMessage: (id: number) => PanelMessage) => Promise<Answer<JsonValue>>;
  readonly settle: (id: number, answer: Answer<JsonValue>) => void;
  /** One part of a text that is sent in several; the last one to arrive settles the answer. */
  readonly takePart: (id: number, part: number, parts: number, text: string) => void;
  /** The page is gone: answers all questions, and every later one, with that. */
  readonly giveUp: () => void;
}

interface Waiting {
  readonly parts: string[];
  readonly settle: (answer: Answer<JsonValue>) => void;
}

export function createPendingAnswers(send: (message: PanelMessage) => void): PendingAnswers {
  const waiting = new Map<number, Waiting>();
  let nextId = 1;
  let isOver = false;

  const settle = (id: number, answer: Answer<JsonValue>): void => {
    waiting.get(id)?.settle(answer);
    waiting.delete(id);
  };

  return {
    ask: (toMessage) =>
      new Promise((resolve) => {
        if (isOver) {
          resolve(refused('page_gone'));
          return;
        }
        const id = nextId++;
        waiting.set(id, { parts: [], settle: resolve });
        send(toMessage(id));
      }),
    settle,
    takePart(id, part, parts, text) {
      const entry = waiting.get(id);
      if (entry === undefined) return;
      entry.parts[part] = text;
      const whole = Array.from({ length: parts }, (_, index) => entry.parts[index]);
      if (whole.every((each) => each !== undefined)) settle(id, { ok: true, value: whole.join('') });
    },
    giveUp() {
      isOver = true;
      for (const id of [...waiting.keys()]) settle(id, refused('page_gone'));
    },
  };
}
