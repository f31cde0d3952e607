import type { HistoryEntry } from '../../src/analysis/prop-history';
import type { SideUpdateOrigin } from '../../src/trace/types';

interface WriterWords {
  /** Stands before the name of the callback, where there is one; else it is all there is to say. */
  readonly text: string;
  /** The name of the call's callback follows. */
  readonly named: boolean;
  /** The same at length, for hover. */
  readonly title: string;
}

const SIDE: Readonly<Record<SideUpdateOrigin, { readonly text: string; readonly title: string }>> = {
  set_props: { text: 'set_props of', title: 'Written with set_props, beside the outputs of the call' },
  running: { text: 'running of', title: 'Written by running= when the call began' },
  runningOff: { text: 'running of', title: 'Written by running= when the call ended' },
  progress: { text: 'progress of', title: 'Written by set_progress of a background job' },
  progressDefault: { text: 'progress default of', title: 'Written by progress_default when the job ended' },
};

/** Who wrote a property. */
export function describeWriter({ origin, call, side }: HistoryEntry): WriterWords {
  switch (origin) {
    case 'user':
      return {
        text: 'user',
        named: false,
        title: 'A click, a key or another gesture in the component changed it',
      };
    case 'component':
      return {
        text: 'component',
        named: false,
        title:
          'The component changed it by itself, when it appeared on the page or after something else was written, for example',
      };
    case 'interval':
      return { text: 'interval', named: false, title: 'A dcc.Interval ticked' };
    case 'output':
      return call === null
        ? { text: 'a call that was not seen', named: false, title: 'The output of a call that is not in the recording' }
        : { text: '', named: true, title: 'An output of the call' };
    case 'side-update': {
      if (call === null)
        return {
          text: 'side update',
          named: false,
          title: 'Written beside the outputs of a call; which one was not seen',
        };
      return side === null
        ? { text: 'side update of', named: true, title: 'Written beside the outputs of the call' }
        : { ...SIDE[side], named: true };
    }
    case 'clientside-set-props':
      return { text: 'script', named: false, title: 'A script in the page called dash_clientside.set_props' };
    case 'websocket':
      return {
        text: call === null ? 'websocket' : 'set_props of',
        named: call !== null,
        title: 'Sent by the server over the websocket',
      };
    case 'history':
      return { text: 'undo or redo', named: false, title: 'Undo, redo, or a value that persistence remembered' };
    case 'persistence':
      return {
        text: 'remembered',
        named: false,
        title: 'The page loaded with a value remembered from before (persistence), in place of the one in the layout',
      };
    case 'unknown':
      return {
        text: 'not known',
        named: false,
        title: 'Who wrote it was not seen; renderers before Dash 3.0.2 do not tell',
      };
  }
}
