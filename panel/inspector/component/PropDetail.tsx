import { useMemo, type ReactNode } from 'react';
import { unheard } from '../../../src/analysis/why-not';
import { prettyPropId } from '../../../src/dash/pretty';
import type { PropId } from '../../../src/trace/types';
import { plainText } from '../../../src/words/plain';
import { describeUnheard } from '../../../src/words/why-not';
import { INSPECTOR_TEXTS } from '../../../src/words/panel';
import { selectModel } from '../../selectors/current-app';
import { propUsers } from '../../selectors/prop-users';
import { usePanel } from '../../store/panel-context';
import type { PanelState } from '../../store/panel-store';
import { formatClock } from '../../ui/format';
import { IdText } from '../../ui/values/IdText';
import { Users } from './Users';

/** One property: which callbacks write it, which it triggers, which only read it. */
export function PropDetail({ prop, history }: { readonly prop: PropId; readonly history: ReactNode }) {
  const callbacks = usePanel((state) => selectModel(state)?.callbacks);
  const activity = usePanel((state) => selectModel(state)?.props.get(prop));
  const silence = usePanel((state) => silenceIn(state, prop));
  const users = useMemo(() => (callbacks ? propUsers(callbacks, prop) : null), [callbacks, prop]);
  return (
    <article className="prop" aria-label={`Property ${prop}`}>
      <header className="head">
        <h2 className="head-title">
          <IdText text={prettyPropId(prop)} whole={prop} />
        </h2>
        <div className="head-line">
          <span className="head-facts">
            <span>property</span>
            <span>
              {activity
                ? INSPECTOR_TEXTS.changed(activity.changes, formatClock(activity.lastAt))
                : INSPECTOR_TEXTS.notChanged}
            </span>
          </span>
        </div>
      </header>
      {users ? (
        <>
          <Users title="Written by" keys={users.writers} none={INSPECTOR_TEXTS.noWriter} />
          <Users title="Triggers" keys={users.triggers} none={silence ?? INSPECTOR_TEXTS.noReader} />
          <Users title={INSPECTOR_TEXTS.readAsState} keys={users.readers} none="" />
        </>
      ) : null}
      {history}
    </article>
  );
}

function silenceIn(state: PanelState, prop: PropId): string | null {
  const model = selectModel(state);
  const found = model ? unheard(model, prop) : null;
  return found === null ? null : plainText(describeUnheard(found));
}
