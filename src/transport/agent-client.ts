import { refused, type Answer } from '../protocol/answer';
import { parseJson, type JsonValue } from '../lib/json';
import type { Hello, PanelMessage } from '../protocol/messages';
import { checkMessage, type EventBatch } from '../protocol/validation';
import type { Channel } from './channel';
import { createPendingAnswers, type PendingAnswers } from './pending-answers';

export interface AgentListener {
  /** Who answered. The result says from which event on to listen; `null` listens to none. */
  readonly hello: (hello: Hello) => number | null;
  readonly events: (batch: EventBatch) => void;
  /** Something arrived that is no message of ours, or `count` events of unknown form. */
  readonly garbage: (count: number) => void;
  readonly closed: () => void;
}

/** The panel's (or recorder's) side of a line to one agent. */
export interface AgentClient {
  /** JSON text of a value the page still holds. */
  readonly fetchValue: (text: number, path: readonly (string | number)[]) => Promise<Answer<string>>;
  readonly fetchOutline: (text: number) => Promise<Answer<JsonValue>>;
  /** Sequence number the agent's next event will get; `undefined` if the page does not respond any more. */
  readonly nextSeq: () => Promise<number | undefined>;
  /** Cancels the job of a call, as the app's own cancel input would. */
  readonly cancelJob: (call: number) => Promise<Answer<null>>;
  /** Lets the user choose a component in the page: its id, or `null` if nothing was chosen. */
  readonly pick: () => Promise<Answer<string | null>>;
  readonly stopPicking: () => void;
  /** Shows in the page where components are. */
  readonly highlight: (components: readonly string[]) => void;
  readonly subscribe: (from: number) => void;
  readonly pause: () => void;
  readonly clear: () => void;
  readonly close: () => void;
}

export function createAgentClient(channel: Channel, listener: AgentListener): AgentClient {
  const send = (message: PanelMessage): void => {
    channel.send(message);
  };
  const answers = createPendingAnswers(send);
  const receive = createReceiver(listener, answers, send);

  channel.listen(receive, () => {
    answers.giveUp();
    listener.closed();
  });
  send({ type: 'subscribe', from: 0 });

  return {
    fetchValue: async (text, path) => {
      const answer = await answers.ask((id) => ({ type: 'value', id, text, path }));
      if (!answer.ok) return answer;
      return typeof answer.value === 'string' ? { ok: true, value: answer.value } : refused('no_text');
    },
    fetchOutline: (text) => answers.ask((id) => ({ type: 'outline', id, text })),
    cancelJob: async (call) => {
      const answer = await answers.ask((id) => ({ type: 'cancel', id, call }));
      return answer.ok ? { ok: true, value: null } : answer;
    },
    pick: async () => {
      const answer = await answers.ask((id) => ({ type: 'pick', id }));
      if (!answer.ok) return answer;
      return { ok: true, value: typeof answer.value === 'string' ? answer.value : null };
    },
    stopPicking: () => {
      send({ type: 'stop-picking' });
    },
    highlight: (components) => {
      send({ type: 'highlight', components });
    },
    nextSeq: async () => {
      const answer = await answers.ask((id) => ({ type: 'sequence', id }));
      return answer.ok ? Number(answer.value) : undefined;
    },
    subscribe: (from) => {
      send({ type: 'subscribe', from });
    },
    pause: () => {
      send({ type: 'pause' });
    },
    clear: () => {
      send({ type: 'clear' });
    },
    close: () => {
      channel.close();
      answers.giveUp();
    },
  };
}

/** What a message of the agent leads to. */
function createReceiver(
  listener: AgentListener,
  answers: PendingAnswers,
  send: (message: PanelMessage) => void,
): (received: unknown) => void {
  let greeted = false;

  return (received) => {
    const message = checkMessage(typeof received === 'string' ? parseJson(received) : received);
    if (message === undefined) {
      listener.garbage(1);
      return;
    }
    switch (message.type) {
      case 'hello': {
        // The first hello answers our first question; the second comes with the subscription itself.
        if (greeted) break;
        greeted = true;
        const from = listener.hello(message);
        if (from !== null) send({ type: 'subscribe', from });
        break;
      }
      case 'events': {
        if (message.refused > 0) listener.garbage(message.refused);
        listener.events(message);
        // Rejected events too: the agent must not wait for a reply about events that we cannot use.
        if (message.last !== null) send({ type: 'ack', seq: message.last });
        break;
      }
      case 'value':
        answers.takePart(message.id, message.part, message.parts, message.text);
        break;
      case 'sequence':
        answers.settle(message.id, { ok: true, value: message.next });
        break;
      case 'outline':
        answers.settle(message.id, { ok: true, value: message.json });
        break;
      case 'picked':
        answers.settle(message.id, { ok: true, value: message.component });
        break;
      case 'cancelled':
        answers.settle(message.id, { ok: true, value: null });
        break;
      case 'refused':
        answers.settle(message.id, { ok: false, reason: message.reason });
        break;
    }
  };
}
