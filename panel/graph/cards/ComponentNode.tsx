import type { Node, NodeProps } from '@xyflow/react';
import { memo } from 'react';
import { changeGraphChoices, selectGraphChoices, toggled } from '../../selectors/graph-choices';
import { usePanel, usePanelStore } from '../../store/panel-context';
import { formatNumber } from '../../ui/format';
import { NO_ROW, type ComponentCard, type CardRow } from '../card-graph';
import { CardHandles } from './CardHandles';
import { useLiveGraph, useHeat, useRowCount } from '../graph-context';
import { IdsButton } from './Instances';
import { MiddleText } from './MiddleText';
import { shortOrigins } from '../../../src/words/observed';
import { GRAPH_TEXTS } from '../../../src/words/panel';

export type ComponentFlowNode = Node<{ readonly card: ComponentCard }, 'component'>;

/** A component, or all that share an id pattern, with one row per property that callbacks use. */
export const ComponentNode = memo(function ComponentNode({ data }: NodeProps<ComponentFlowNode>) {
  const { card } = data;
  const { choose } = useLiveGraph();
  const selected = usePanel((state) => card.rows.some((row) => row.propId === state.selection.prop));
  const first = card.rows[0];
  if (card.observed) return <ObservedCard card={card} selected={selected} />;
  return (
    <div
      className="graph-card component"
      data-selected={selected}
      data-card={card.id}
      role="group"
      aria-label={`component ${card.title}`}
    >
      <div className="card-head">
        <button
          type="button"
          className="title"
          aria-label={`component ${card.title}, ${card.rows.map((row) => row.property).join(', ')}`}
          onClick={() => first && choose({ card: card.id, row: first.id })}
          title={card.declared.join('\n')}
        >
          <MiddleText text={card.label ?? card.title} title={card.declared.join('\n')} />
        </button>
        {card.pattern ? <IdsButton card={card} /> : null}
      </div>
      {card.rows.map((row) => (
        <Row key={row.id} card={card} row={row} />
      ))}
      <CardHandles />
    </div>
  );
});

const Row = memo(function Row({ card, row }: { readonly card: ComponentCard; readonly row: CardRow }) {
  const { choose } = useLiveGraph();
  const { changes } = useRowCount(row.id);
  const heat = useHeat(row.id);
  const selected = usePanel((state) => state.selection.prop === row.propId);
  const writers = row.writers.length > 1 ? `${row.writers.length} writers` : null;
  const parts = [`${card.title}.${row.property}`, changes === 1 ? '1 change' : `${changes} changes`];
  if (writers) parts.push(`${writers}: ${row.writers.join(', ')}`);
  const line = (
    <button
      type="button"
      className="row"
      tabIndex={-1}
      data-row={row.id}
      data-selected={selected}
      data-heat={heat.state}
      aria-pressed={selected}
      aria-label={parts.join(', ')}
      onClick={() => choose({ card: card.id, row: row.id })}
      onDoubleClick={() => choose({ card: card.id, row: row.id }, true)}
    >
      <MiddleText text={row.property} title={row.propId} />
      {writers ? (
        <span className="writers" title={`${writers}:\n${row.writers.join('\n')}`}>
          {writers}
        </span>
      ) : null}
      {changes > 0 ? <span className="count">×{changes}</span> : null}
    </button>
  );
  if (row.hub === null) return line;
  return (
    <div className="row-of-hub">
      {line}
      <HubButton name={`${card.title}.${row.property}`} hub={row.hub} />
    </div>
  );
});

/** Shows or hides the edges of a hub property, as the menu of what is shown does. */
function HubButton({
  name,
  hub: { prop, readers, linesHidden },
}: {
  readonly name: string;
  readonly hub: NonNullable<CardRow['hub']>;
}) {
  const store = usePanelStore();
  return (
    <button
      type="button"
      className="graph-hub"
      data-own-keys
      aria-pressed={!linesHidden}
      aria-label={GRAPH_TEXTS.hub(readers, name)}
      title={GRAPH_TEXTS.hubTitle(readers, linesHidden)}
      onClick={() =>
        changeGraphChoices(store, {
          shownHubs: toggled(selectGraphChoices(store.getState()).shownHubs, prop, linesHidden),
        })
      }
    >
      feeds {formatNumber(readers)}
    </button>
  );
}

/** A property that was written but that no callback declares: one line that names how. */
function ObservedCard({ card, selected }: { readonly card: ComponentCard; readonly selected: boolean }) {
  const { choose } = useLiveGraph();
  const row = card.rows[0];
  const { changes } = useRowCount(row?.id ?? NO_ROW);
  const origins = card.observed ?? [];
  const name = `${card.title}.${row?.property ?? ''}`;
  const words = GRAPH_TEXTS.observedLabel(name, origins, changes);
  return (
    <div
      className="graph-card component observed"
      data-selected={selected}
      data-card={card.id}
      role="group"
      aria-label={words}
    >
      <button
        type="button"
        className="row"
        data-row={row?.id}
        aria-pressed={selected}
        aria-label={words}
        title={GRAPH_TEXTS.observedTitle(
          card.declared.map((id) => `${id}.${row?.property ?? ''}`),
          origins,
        )}
        onClick={() => choose({ card: card.id, row: row?.id ?? null })}
        onDoubleClick={() => choose({ card: card.id, row: row?.id ?? null }, true)}
      >
        <MiddleText text={name} title={name} />
        <span className="count">{shortOrigins(origins)}</span>
      </button>
      <CardHandles />
    </div>
  );
}
