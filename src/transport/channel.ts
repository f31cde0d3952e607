/**
 * A two-way line between panel and agent: window, extension port or memory. Messages are structured data and arrive
 * in order. A send into a closed channel is not an error, it just goes nowhere.
 */
export interface Channel {
  readonly send: (message: unknown) => void;
  /** Says who listens; there is one listener. `closed` is called once, when the other end is gone. */
  readonly listen: (receive: (message: unknown) => void, closed: () => void) => void;
  readonly close: () => void;
}

/** Two ends of one line within a process; messages arrive in a later microtask. For tests and for the recorder. */
export function createMemoryChannel(): readonly [Channel, Channel] {
  interface End {
    receive: ((message: unknown) => void) | null;
    closed: (() => void) | null;
    early: unknown[];
  }
  const ends: readonly [End, End] = [
    { receive: null, closed: null, early: [] },
    { receive: null, closed: null, early: [] },
  ];
  let open = true;
  const deliver = (end: End, message: unknown): void => {
    if (end.receive === null) end.early.push(message);
    else end.receive(message);
  };
  const toChannel = (own: End, other: End): Channel => ({
    send: (message) => {
      if (!open) return;
      queueMicrotask(() => {
        if (open) deliver(other, message);
      });
    },
    listen: (receive, closed) => {
      own.receive = receive;
      own.closed = closed;
      own.early.splice(0).forEach(receive);
    },
    close: () => {
      if (!open) return;
      open = false;
      other.closed?.();
    },
  });
  return [toChannel(ends[0], ends[1]), toChannel(ends[1], ends[0])];
}
