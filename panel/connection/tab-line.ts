import type { Failure } from '../../src/protocol/answer';
import type { Channel } from '../../src/transport/channel';

/** The result of asking a tab's frames for an agent. */
export type Roll =
  /** At least one frame has an agent; each of them is also reported by `onAgent`. */
  | 'agent'
  /** Our content script is there, Dash is not. */
  | 'no-agent'
  /** No content script answered: not allowed there, or the page is older than the extension. */
  | 'silent';

/** How a panel reaches the frames of the inspected tab. `main.tsx` makes one for the browser at hand. */
export interface TabLine {
  readonly callRoll: () => Promise<Roll>;
  readonly onAgent: (found: (frame: number) => void) => void;
  readonly connect: (frame: number) => Channel;
  /** Address of the inspected page; readable without any permission. */
  readonly url: () => Promise<string>;
  readonly onNavigated: (navigated: () => void) => void;
  readonly mayRunOn: (origin: string) => Promise<boolean>;
  readonly askPermission: (origin: string) => Promise<{ readonly ok: boolean; readonly reason?: Failure }>;
  readonly reload: () => void;
}
