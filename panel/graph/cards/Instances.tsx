import { useMemo } from 'react';
import { prettyIdText } from '../../../src/dash/pretty';
import type { TraceModel } from '../../../src/trace/model';
import { selectActivity, selectModel } from '../../selectors/current-app';
import type { PanelState } from '../../store/panel-store';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { toPropId } from '../../../src/trace/types';
import { GRAPH_TEXTS } from '../../../src/words/panel';
import { formatCount, formatDuration } from '../../ui/format';
import { NO_ROW, type CallbackCard, type ComponentCard } from '../card-graph';
import { makesInstances } from '../layout/card-size';
import { useRowCount } from '../graph-context';
import { idsNow, instanceShare, type InstanceShare } from './instance-share';
import { OpenList, type OpenListItem } from './OpenList';
import { useRarely } from '../../ui/use-rarely';

/** Milliseconds between updates: a number that changes faster cannot be read. */
const REFRESH = 250;

const selectLayout = (state: PanelState): TraceModel['layout'] => selectModel(state)?.layout ?? null;

/** The instances of a callback with MATCH, updated at a calm pace; `null` for other callbacks. */
export function useInstanceShare(card: CallbackCard): InstanceShare | null {
  const store = usePanelStore();
  const counts = useMemo(() => makesInstances(card), [card]);
  const activity = useRarely(
    usePanel((state) => (counts ? selectActivity(state, card.key) : null)),
    REFRESH,
  );
  const layout = usePanel((state) => (counts ? selectLayout(state) : null));
  return useMemo(() => {
    const model = counts ? selectModel(store.getState()) : null;
    return model && instanceShare(model, card.key);
    // The model itself is new with every event; only these two of it matter.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [store, counts, card, activity, layout]);
}

/** "6 of 14", and behind it the instances: choosing one selects its latest call. */
export function InstancesButton({ card, share }: { readonly card: CallbackCard; readonly share: InstanceShare }) {
  const store = usePanelStore();
  const items = (): readonly OpenListItem[] =>
    share.instances.map(({ label, present, calls, errors, lastDuration }) => {
      const last = calls.at(-1);
      return {
        id: label,
        text: label,
        details: [
          present ? '' : 'gone',
          calls.length === 0 ? GRAPH_TEXTS.noCalls : formatCount(calls.length, 'call'),
          lastDuration === null ? '' : formatDuration(lastDuration),
          errors > 0 ? `error ×${errors}` : '',
        ],
        ...(errors > 0 ? { tone: 'error' as const } : present ? {} : { tone: 'dim' as const }),
        ...(last !== undefined && { onChoose: () => store.getState().selectCall(last, true) }),
      };
    });
  return (
    <OpenList
      text={GRAPH_TEXTS.instances(share)}
      label={GRAPH_TEXTS.openInstances(card.name, GRAPH_TEXTS.instancesRan(share))}
      title={`Instances: ${GRAPH_TEXTS.instancesRan(share)}`}
      items={items}
      empty={GRAPH_TEXTS.noInstances}
    />
  );
}

/** "3 now" on a pattern's card, and behind it the ids; choosing one selects its first property. */
export function IdsButton({ card }: { readonly card: ComponentCard }) {
  const store = usePanelStore();
  const ids = usePanel((state) => idsNow(selectLayout(state), card));
  const [first] = card.rows;
  const seen = useRowCount(first?.id ?? NO_ROW).ids;
  if (ids === null) return seen > 0 ? <span className="count">{formatCount(seen, 'id')}</span> : null;
  const items = (): readonly OpenListItem[] => {
    const props = selectModel(store.getState())?.props;
    return ids.map((id) => {
      const changes = card.rows.reduce(
        (sum, row) => sum + (props?.get(toPropId(`${id}.${row.property}`))?.changes ?? 0),
        0,
      );
      return {
        id,
        text: prettyIdText(id),
        details: [changes === 0 ? GRAPH_TEXTS.noChanges : formatCount(changes, 'change')],
        ...(first && { onChoose: () => store.getState().selectProp(toPropId(`${id}.${first.property}`), true) }),
      };
    });
  };
  return (
    <OpenList
      text={`${ids.length} now`}
      label={GRAPH_TEXTS.openComponents(card.title, ids.length)}
      title={GRAPH_TEXTS.idsOnPage(ids.length)}
      items={items}
      empty={GRAPH_TEXTS.noIds}
    />
  );
}
