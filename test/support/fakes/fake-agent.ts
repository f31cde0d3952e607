import type { AgentEvent } from '../../../src/protocol/events';
import { PROTOCOL_VERSION, type Hello } from '../../../src/protocol/messages';
import { createMemoryChannel, type Channel } from '../../../src/transport/channel';

export const helloOf = (changes: Partial<Hello> = {}): Hello => ({
  type: 'hello',
  protocol: PROTOCOL_VERSION,
  agent: 'agent-1',
  product: 'Test 1',
  timeOrigin: 1_767_225_600_000,
  url: 'http://localhost:8050/',
  title: 'Test app',
  userAgent: 'test',
  first: 1,
  next: 1,
  ...changes,
});

export const ready = (seq: number, call = seq): AgentEvent => ({
  seq,
  at: seq,
  turn: seq,
  renderer: 0,
  type: 'ready',
  call,
});

/** The page's end of a connection, scripted by a test. */
export interface FakeAgent {
  /** The end for the code under test. */
  readonly line: Channel;
  readonly say: (message: unknown) => void;
  /** What was requested, oldest first. */
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  /** The newest message of a type. */
  readonly last: (type: string) => Readonly<Record<string, unknown>> | undefined;
  readonly leave: () => void;
  readonly left: () => boolean;
}

export function createFakeAgent(): FakeAgent {
  const [line, own] = createMemoryChannel();
  const heard: Readonly<Record<string, unknown>>[] = [];
  let left = false;
  own.listen(
    (message) => heard.push(message as Readonly<Record<string, unknown>>),
    () => {
      left = true;
    },
  );
  return {
    line,
    // As text, like the real one.
    say: (message) => {
      own.send(JSON.stringify(message));
    },
    heard,
    last: (type) => heard.findLast((message) => message['type'] === type),
    leave: own.close,
    left: () => left,
  };
}
