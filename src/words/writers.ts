import type { HistoryEntry } from '../analysis/prop-history';
import type { SideUpdateOrigin } from '../trace/types';

interface WriterWords {
  /** Before the name of the callback, or all there is to say. */
  readonly text: string;
  /** The name of the call's callback follows. */
  readonly named: boolean;
  /** The same at length, for hover. */
  readonly title: string;
}

const SIDE: Readonly<Record<SideUpdateOrigin, { readonly text: string; readonly title: string }>> = {
  set_props: { text: 'set_props of', title: 'Written with set_props, in addition to the outputs of the call' },
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
        title: 'Changed by a click, a key or another gesture in the component',
      };
    case 'component':
      return {
        text: 'component',
        named: false,
        title:
          'Changed by the component itself, for example when it was added to the page or after another property was written',
      };
    case 'interval':
      return { text: 'interval', named: false, title: 'A dcc.Interval ticked' };
    case 'output':
      return call === null
        ? { text: 'a call that was not seen', named: false, title: 'An output of a call that is not in the recording' }
        : { text: '', named: true, title: 'An output of the call' };
    case 'side-update': {
      if (call === null)
        return {
          text: 'side update',
          named: false,
          title: 'Written by a call in addition to its outputs; which call was not recorded',
        };
      return side === null
        ? { text: 'side update of', named: true, title: 'Written in addition to the outputs of the call' }
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
      return { text: 'undo or redo', named: false, title: 'Undo, redo, or a value restored by persistence' };
    case 'persistence':
      return call !== null
        ? {
            text: 'remembered, with',
            named: true,
            title: 'Restored by persistence in the same write as an output of the call',
          }
        : {
            text: 'remembered',
            named: false,
            title: 'Restored by persistence when the page loaded, instead of the value in the layout',
          };
    case 'unknown':
      return {
        text: 'not known',
        named: false,
        title: 'The writer was not recorded; Dash before 3.0.2 does not report it',
      };
  }
}
