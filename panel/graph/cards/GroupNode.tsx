import type { Node, NodeProps } from '@xyflow/react';
import { memo, use, type CSSProperties } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { GRAPH_TEXTS } from '../../../src/words/panel';
import { selectModel } from '../../selectors/current-app';
import { usePanel } from '../../store/panel-context';
import type { PanelState } from '../../store/panel-store';
import { formatCount, formatNumber } from '../../ui/format';
import type { GroupCard } from '../card-graph';
import { CardHandles } from './CardHandles';
import { SharedContext, useHeat } from '../graph-context';
import { MiddleText } from './MiddleText';

/** Not `group`: React Flow draws a frame around those. */
export type GroupFlowNode = Node<{ readonly card: GroupCard }, 'callback-group'>;

/** Many callbacks as one card: how many they are and what they are doing. The canvas handles its clicks and keys. */
export const GroupNode = memo(function GroupNode({ data }: NodeProps<GroupFlowNode>) {
  const { card } = data;
  const heat = useHeat(card.id);
  const { calls, errors, running } = usePanel(useShallow((state) => sumUp(state, card)));
  const selected = usePanel(
    ({ selection }) => selection.callback !== null && card.callbacks.includes(selection.callback),
  );
  const inside = `${formatCount(card.callbacks.length, 'callback')}${card.components > 0 ? `, ${formatCount(card.components, 'component')}` : ''}`;
  const now = running > 0 ? `${formatNumber(running)} running` : '';
  const shared = use(SharedContext);
  const isShared = card.callbacks.every((key) => shared.has(key));
  const said = [
    `group ${card.name}`,
    inside,
    formatCount(calls, 'call'),
    errors > 0 ? formatCount(errors, 'error') : '',
    now,
    isShared ? GRAPH_TEXTS.shared : '',
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <div
      className="graph-card group"
      data-card={card.id}
      data-heat={running > 0 ? 'on' : heat.state === 'off' ? 'off' : 'fading'}
      data-errors={errors > 0}
      data-shared={isShared}
      data-selected={selected}
      style={{ '--letters': card.name.length } as CSSProperties}
      role="button"
      tabIndex={0}
      aria-label={GRAPH_TEXTS.groupLabel(said)}
      title={GRAPH_TEXTS.groupTitle(said)}
    >
      <div className="line name">
        <MiddleText text={card.name} title={card.name} />
        {calls > 0 ? <span className="count">×{formatNumber(calls)}</span> : null}
      </div>
      <div className="line words">{inside}</div>
      <div className="line words">
        {errors > 0 ? <span className="errors">error ×{formatNumber(errors)}</span> : null}
        {now ? <b>{now}</b> : <span>{calls === 0 ? GRAPH_TEXTS.noCalls : 'idle'}</span>}
        <span className="graph-open" aria-hidden="true">
          open
        </span>
      </div>
      <CardHandles />
    </div>
  );
});

function sumUp(
  state: PanelState,
  { callbacks }: GroupCard,
): { readonly calls: number; readonly errors: number; readonly running: number } {
  const activity = selectModel(state)?.activity;
  const sum = { calls: 0, errors: 0, running: 0 };
  for (const key of callbacks) {
    const own = activity?.get(key);
    if (own === undefined) continue;
    sum.calls += own.count;
    sum.errors += own.errors;
    sum.running += own.running.length;
  }
  return sum;
}
