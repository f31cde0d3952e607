import type { Node, NodeProps } from '@xyflow/react';
import { memo, useSyncExternalStore } from 'react';
import { usePanel } from '../store/panel-context';
import type { ComponentCard, PropRow } from './card-graph';
import { CardHandles } from './CardHandles';
import { useGraphSession, useHeat, useRowCount } from './graph-context';
import { MiddleText } from './MiddleText';

export type ComponentFlowNode = Node<{ readonly card: ComponentCard }, 'component'>;

/** A component, or all that share an id pattern, with one row per property that callbacks use. */
export const ComponentNode = memo(function ComponentNode({ data }: NodeProps<ComponentFlowNode>) {
  const { card } = data;
  const { choose } = useGraphSession();
  const selected = usePanel((state) => card.rows.some((row) => row.propId === state.selection.prop));
  const first = card.rows[0];
  return (
    <div
      className="graph-card component"
      data-selected={selected}
      data-card={card.id}
      role="group"
      aria-label={`component ${card.title}`}
    >
      <button
        type="button"
        className="title"
        aria-label={`component ${card.title}, ${card.rows.map((row) => row.property).join(', ')}`}
        onClick={() => first && choose({ card: card.id, row: first.id })}
        title={card.declared.join('\n')}
      >
        <MiddleText text={card.title} title={card.declared.join('\n')} />
        {card.pattern ? <InstanceCount rows={card.rows} /> : null}
      </button>
      {card.rows.map((row) => (
        <Row key={row.id} card={card} row={row} />
      ))}
      <CardHandles />
    </div>
  );
});

const Row = memo(function Row({ card, row }: { readonly card: ComponentCard; readonly row: PropRow }) {
  const { choose } = useGraphSession();
  const { changes } = useRowCount(row.id);
  const heat = useHeat(row.id);
  const selected = usePanel((state) => state.selection.prop === row.propId);
  return (
    <button
      type="button"
      className="row"
      tabIndex={-1}
      data-row={row.id}
      data-selected={selected}
      data-heat={heat.state}
      aria-pressed={selected}
      aria-label={`${card.title}.${row.property}, ${changes === 1 ? '1 change' : `${changes} changes`}`}
      onClick={() => choose({ card: card.id, row: row.id })}
      onDoubleClick={() => choose({ card: card.id, row: row.id }, true)}
    >
      <MiddleText text={row.property} title={row.propId} />
      {changes > 0 ? <span className="count">×{changes}</span> : null}
    </button>
  );
});

/** How many components of the pattern took part so far. */
function InstanceCount({ rows }: { readonly rows: readonly PropRow[] }) {
  const { live } = useGraphSession();
  const count = useSyncExternalStore(
    (listener) => {
      const stops = rows.map((row) => live.subscribe(row.id, listener));
      return () => stops.forEach((stop) => stop());
    },
    () => rows.reduce((most, row) => Math.max(most, live.countOf(row.id).ids), 0),
  );
  return count > 0 ? <span className="count">{count === 1 ? '1 id' : `${count} ids`}</span> : null;
}
