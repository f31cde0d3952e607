import type { CallId } from '../../src/trace/types';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';
import { reasonParts } from './job-words';

/** A sentence in which every call can be followed. */
export function CallLinks({ text }: { readonly text: string }) {
  return reasonParts(text).map((part, index) =>
    part.call === undefined ? (
      <span key={index}>{part.text}</span>
    ) : (
      <CallLink key={index} id={part.call} text={part.text} />
    ),
  );
}

/** @param text what the link says; without it the name of the call's callback and its number */
export function CallLink({ id, text }: { readonly id: CallId; readonly text?: string }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  const name = usePanel((state) => selectCallbackName(state, call?.callback ?? null));
  if (call === null) return <span>{text ?? `call ${id}, no longer recorded`}</span>;
  return (
    <button
      type="button"
      className="ui-link job-call"
      title={`Call ${id} of ${call.callback}`}
      onClick={() => store.getState().selectCall(id, true)}
    >
      {text ?? `${name} (${id})`}
    </button>
  );
}
