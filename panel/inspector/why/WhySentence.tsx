import { useShallow } from 'zustand/react/shallow';
import { useMemo } from 'react';
import { triggersOf } from '../../../src/analysis/why-fired';
import { toPropId, type Call, type CallId, type CallReason, type PropId } from '../../../src/trace/types';
import { whyWaiting } from '../../../src/trace/why-waiting';
import { describeCall } from '../../../src/words/causes';
import { selectModel } from '../../selectors/current-app';
import { effectsOf } from '../../selectors/related-calls';
import { usePanel } from '../../store/panel-context';
import type { PanelState } from '../../store/panel-store';
import { TextParts } from '../../text/TextParts';

const NONE: readonly CallId[] = [];

/** Why a call ran and what it triggered; every name in it can be followed. */
export function WhySentence({ call }: { readonly call: Call }) {
  const effects = usePanel(useShallow((state: PanelState) => effectsIn(state, call.id)));
  const calls = usePanel((state) => selectModel(state)?.calls);
  const definition = usePanel((state) => selectModel(state)?.callbacks.get(call.callback));
  // As text, which is the same value while nothing changed.
  const unchanged = usePanel((state) => unchangedIn(state, call).join('\n'));
  // As text: the same reason is the same value then, and nothing is drawn again.
  const waiting = usePanel((state) => JSON.stringify(waitingIn(state, call)));
  // The model's maps grow in place; of the calls named here only the callback is read, which never changes.
  const parts = useMemo(
    () =>
      calls
        ? describeCall(
            call,
            calls,
            effects,
            JSON.parse(waiting) as CallReason | null,
            definition,
            new Set(unchanged.split('\n').map(toPropId)),
          )
        : [],
    [call, calls, effects, waiting, definition, unchanged],
  );
  return (
    <p className="why">
      <TextParts parts={parts} />
    </p>
  );
}

/** Re-inserted triggers with the value of the callback's previous run. */
function unchangedIn(state: PanelState, call: Call): readonly PropId[] {
  const model = selectModel(state);
  if (!model || !call.causes.some(({ what }) => what === 'reinserted')) return [];
  return triggersOf(model, call).flatMap(({ cause, mark }) => (mark === 'same' ? (cause.prop_id ?? []) : []));
}

function effectsIn(state: PanelState, id: CallId): readonly CallId[] {
  const model = selectModel(state);
  return model ? effectsOf(model, id) : NONE;
}

function waitingIn(state: PanelState, call: Call): CallReason | null {
  const model = selectModel(state);
  return model ? whyWaiting(model, call) : null;
}
