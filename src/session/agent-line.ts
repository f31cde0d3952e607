import type { Hello } from '../protocol/messages';
import { createAgentClient, type AgentClient, type AgentListener } from '../transport/agent-client';
import type { Channel } from '../transport/channel';

export interface AgentLineListener extends Pick<AgentListener, 'events' | 'garbage' | 'closed'> {
  /** Who answered, and whether its events are wanted. */
  readonly greet: (hello: Hello) => boolean;
  /** From which event on to listen. */
  readonly next: () => number;
}

/** The line to the agent of one document, which may be lost and attached again. */
export interface AgentLine {
  readonly attach: (channel: Channel) => void;
  /** `null` while there is no line. */
  readonly client: () => AgentClient | null;
  readonly setPaused: (paused: boolean) => void;
  /** When the line was lost; `null` while the agent is heard. */
  readonly lostAt: () => number | null;
  readonly close: () => void;
}

/** @param now the clock for `lostAt` */
export function createAgentLine(listener: AgentLineListener, now: () => number): AgentLine {
  let client: AgentClient | null = null;
  let paused = false;
  let isAccepted = false;
  let lostAt: number | null = null;

  return {
    attach(channel) {
      client?.close();
      const fresh = createAgentClient(channel, {
        hello(received) {
          isAccepted = listener.greet(received);
          if (!isAccepted) return null;
          lostAt = null;
          return paused ? null : listener.next();
        },
        events: listener.events,
        garbage: listener.garbage,
        closed() {
          if (client !== fresh) return;
          client = null;
          lostAt = now();
          listener.closed();
        },
      });
      client = fresh;
    },
    client: () => client,
    setPaused(value) {
      paused = value;
      // An agent of another version, or of another document, must not begin to send.
      if (!isAccepted) return;
      if (value) client?.pause();
      else client?.subscribe(listener.next());
    },
    lostAt: () => lostAt,
    close() {
      client?.close();
      client = null;
    },
  };
}
