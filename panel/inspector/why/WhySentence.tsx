import { useShallow } from 'zustand/react/shallow';
import { useMemo } from 'react';
import { prettyPropId } from '../../../src/dash/pretty';
import type { Call, CallbackKey, CallId, PropId } from '../../../src/trace/types';
import { whyWaiting } from '../../../src/trace/why-waiting';
import { selectCallName } from '../../selectors/call-names';
import { selectCallbackName } from '../../selectors/callback-names';
import { selectCall, selectModel } from '../../selectors/current-app';
import { effectsOf } from '../../selectors/related-calls';
import { usePanel, usePanelStore } from '../../store/panel-context';
import type { PanelState } from '../../store/panel-store';
import { formatDuration } from '../../ui/format';
import { describeCall, type Part } from './describe-cause';

const NONE: readonly CallId[] = [];

/** The sentence that says why a call ran and what it set off; every name in it can be followed. */
export function WhySentence({ call }: { readonly call: Call }) {
  const effects = usePanel(useShallow((state: PanelState) => effectsIn(state, call.id)));
  const calls = usePanel((state) => selectModel(state)?.calls);
  const waiting = usePanel((state) => waitingIn(state, call));
  // The model's maps grow in place; of the calls named here only the callback is asked for, which never changes.
  const parts = useMemo(
    () => (calls ? describeCall(call, calls, effects, formatDuration, waiting) : []),
    [call, calls, effects, waiting],
  );
  return (
    <p className="why">
      <Parts parts={parts} />
    </p>
  );
}

/** The pieces of a sentence; every name in it can be followed. */
export function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return parts.map((part, i) => {
    switch (part.type) {
      case 'text':
        return <span key={i}>{part.text}</span>;
      case 'prop':
        return <PropLink key={i} prop={part.prop} />;
      case 'call':
        return <CallLink key={i} call={part.call} callback={part.callback} isFirstOf={part.isFirstOf === true} />;
    }
  });
}

function effectsIn(state: PanelState, id: CallId): readonly CallId[] {
  const model = selectModel(state);
  return model ? effectsOf(model, id) : NONE;
}

function waitingIn(state: PanelState, call: Call): string | null {
  const model = selectModel(state);
  return model ? whyWaiting(model, call) : null;
}

function PropLink({ prop }: { readonly prop: PropId }) {
  const store = usePanelStore();
  return (
    <button
      type="button"
      className="why-link ui-mono"
      title={prop}
      onClick={() => store.getState().selectProp(prop, true)}
    >
      {prettyPropId(prop)}
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
      className="why-link ui-mono"
      title={`Call ${call} of ${callback}`}
      onClick={() => store.getState().selectCall(call, true)}
    >
      {name}
    </button>
  );
}
