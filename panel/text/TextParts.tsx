import { prettyPropId } from '../../src/dash/pretty';
import type { CallbackKey, CallId, PropId } from '../../src/trace/types';
import { formatDuration, formatSize } from '../../src/words/figures';
import type { Part, Text } from '../../src/words/parts';
import { componentIdText } from '../../src/words/plain';
import { selectCallName } from '../selectors/call-names';
import { selectCallbackName } from '../selectors/callback-names';
import { selectCall } from '../selectors/current-app';
import { usePanel, usePanelStore } from '../store/panel-context';

/** A text made of parts; everything in it that can be shown can be followed. */
export function TextParts({ parts }: { readonly parts: Text }) {
  return parts.map((part, i) => <PartText key={i} part={part} />);
}

function PartText({ part }: { readonly part: Part }) {
  switch (part.type) {
    case 'text':
      return <span>{part.text}</span>;
    case 'code':
      return <span className="ui-mono">{part.code}</span>;
    case 'prop':
      return <PropLink prop={part.prop} name={prettyPropId(part.prop)} />;
    case 'component':
      return <PropLink prop={part.prop} name={componentIdText(part.prop)} />;
    case 'call':
      return <CallLink call={part.call} callback={part.callback} isFirstOf={part.isFirstOf === true} />;
    case 'call-number':
      return <CallNumber call={part.call} />;
    case 'callback':
      return <CallbackLink callback={part.callback} />;
    case 'duration':
      return <span>{formatDuration(part.ms)}</span>;
    case 'size':
      return <span>{formatSize(part.bytes)}</span>;
  }
}

function PropLink({ prop, name }: { readonly prop: PropId; readonly name: string }) {
  const store = usePanelStore();
  return (
    <button
      type="button"
      className="text-link ui-mono"
      title={prop}
      onClick={() => store.getState().selectProp(prop, true)}
    >
      {name}
    </button>
  );
}

function CallbackLink({ callback }: { readonly callback: CallbackKey }) {
  const store = usePanelStore();
  const name = usePanel((state) => selectCallbackName(state, callback));
  return (
    <button
      type="button"
      className="text-link ui-mono"
      title={callback}
      onClick={() => store.getState().selectCallback(callback, true)}
    >
      {name}
    </button>
  );
}

/** A call by its name, the first of several by that of their callback; one that is no longer recorded by its number. */
function CallLink({
  call,
  callback,
  isFirstOf,
}: {
  readonly call: CallId;
  readonly callback: CallbackKey | null;
  readonly isFirstOf: boolean;
}) {
  const store = usePanelStore();
  const name = usePanel((state) =>
    isFirstOf ? selectCallbackName(state, callback) : selectCallName(state, selectCall(state, call)),
  );
  if (callback === null) return <span className="ui-mono">{call}</span>;
  return (
    <button
      type="button"
      className="text-link ui-mono"
      title={`Call ${call} of ${callback}`}
      onClick={() => store.getState().selectCall(call, true)}
    >
      {name}
    </button>
  );
}

function CallNumber({ call: id }: { readonly call: CallId }) {
  const store = usePanelStore();
  const call = usePanel((state) => selectCall(state, id));
  if (call === null) return <span>call {id}</span>;
  return (
    <button
      type="button"
      className="text-link"
      title={`Call ${id} of ${call.callback}`}
      onClick={() => store.getState().selectCall(id, true)}
    >
      call {id}
    </button>
  );
}
