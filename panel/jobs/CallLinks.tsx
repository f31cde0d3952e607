import type { CallId } from '../../src/trace/types';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { reasonParts } from './job-words';

/** A sentence in which every call can be followed. */
export function CallLinks({ text }: { readonly text: string }) {
  return reasonParts(text).map((part, index) => ('call' in part ? <CallLink key={index} id={part.call} /> : <span key={index}>{part.text}</span>));
}

/** A call by the name of its callback and its number; one that is no longer recorded by its number alone. */
export function CallLink({ id }: { readonly id: CallId }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  const name = usePanel((state) => selectCallbackName(state, call?.callback ?? null));
  if (call === null) return <span className="ui-mono">call {id}</span>;
  return (
    <button type="button" className="ui-link job-call" title={`Call ${id} of ${call.callback}`} onClick={() => store.getState().selectCall(id, true)}>
      {name} ({id})
    </button>
  );
}
