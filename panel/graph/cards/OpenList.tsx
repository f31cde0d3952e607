import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { GRAPH_TEXTS } from '../../../src/words/panel';
import { Popover } from '../../ui/Popover';
import { useDisclosure } from '../../ui/use-disclosure';

export interface OpenListItem {
  readonly id: string;
  readonly text: string;
  readonly details: readonly string[];
  readonly tone?: 'error' | 'dim';
  /** Absent when there is nothing to choose. */
  readonly onChoose?: () => void;
}

/** A longer list is not read on a card. */
const MOST_ITEMS = 50;

/**
 * A small disclosure on a card: a button that opens a list in place. Keys and clicks inside it do not reach the
 * graph.
 */
export function OpenList(props: {
  readonly text: string;
  readonly label: string;
  readonly title: string;
  readonly items: () => readonly OpenListItem[];
  /** Shown if there are no items. */
  readonly empty: string;
  readonly note?: ReactNode;
}) {
  const { text, label, title, items } = props;
  const { open, button, toggle, close } = useDisclosure();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="graph-open nodrag nopan"
        data-own-keys
        aria-expanded={open}
        aria-label={label}
        title={title}
        onClick={(event) => {
          event.stopPropagation();
          toggle();
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {text}
      </button>
      {open ? (
        <Popover anchor={button} label={title} onClose={close}>
          <List {...props} items={items()} onDone={close} />
        </Popover>
      ) : null}
    </>
  );
}

function List(props: {
  readonly title: string;
  readonly items: readonly OpenListItem[];
  readonly empty: string;
  readonly note?: ReactNode;
  readonly onDone: () => void;
}) {
  const { title, items, empty, note, onDone } = props;
  const list = useRef<HTMLUListElement>(null);
  const shown = items.slice(0, MOST_ITEMS);

  useEffect(() => {
    list.current?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  }, []);

  return (
    <div className="graph-open-list nodrag nopan nowheel">
      <h3>{title}</h3>
      {note}
      {shown.length === 0 ? <p className="ui-dim">{empty}</p> : null}
      <ul ref={list}>
        {shown.map(({ id, text, details, tone, onChoose }) => (
          <li key={id}>
            <button
              type="button"
              data-tone={tone}
              disabled={!onChoose}
              onKeyDown={walkList}
              onClick={(event) => {
                event.stopPropagation();
                onDone();
                onChoose?.();
              }}
            >
              <code title={text}>{text}</code>
              {details.map((detail, index) => (
                <span key={index}>{detail}</span>
              ))}
            </button>
          </li>
        ))}
      </ul>
      {items.length > shown.length ? (
        <p className="ui-dim">{GRAPH_TEXTS.moreInPatterns(items.length - shown.length)}</p>
      ) : null}
    </div>
  );
}

function walkList(event: KeyboardEvent<HTMLButtonElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const all = [...(event.currentTarget.closest('ul')?.querySelectorAll<HTMLElement>('button:enabled') ?? [])];
  all[all.indexOf(event.currentTarget) + step]?.focus();
}
