import { type ReactNode } from 'react';
import { LEGEND_TEXTS } from '../../../src/words/panel';
import { KindMark } from '../../ui/marks/KindMark';
import { Popover } from '../../ui/Popover';
import type { EdgeKind } from '../card-graph';
import { useDisclosure } from '../../ui/use-disclosure';

const KINDS = [
  ['server', LEGEND_TEXTS.server],
  ['clientside', LEGEND_TEXTS.clientside],
  ['background', LEGEND_TEXTS.background],
] as const;

const LINES: readonly (readonly [EdgeKind, string])[] = [
  ['input', LEGEND_TEXTS.input],
  ['state', LEGEND_TEXTS.state],
  ['output', LEGEND_TEXTS.output],
  ['match', LEGEND_TEXTS.match],
  ['side', LEGEND_TEXTS.side],
];

const HEATS = [
  ['on', LEGEND_TEXTS.on],
  ['error', LEGEND_TEXTS.failed],
  ['selected', LEGEND_TEXTS.selected],
] as const;

const BARS = [
  ['done', LEGEND_TEXTS.done],
  ['nothing', LEGEND_TEXTS.nothing],
  ['lost', LEGEND_TEXTS.lost],
  ['error', 'broken: error'],
] as const;

/** The button that explains shapes, colours and lines in words. */
export function Legend() {
  const { open, button, toggle, close } = useDisclosure();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ui-button"
        data-kind="quiet"
        title={LEGEND_TEXTS.title}
        aria-label={LEGEND_TEXTS.title}
        aria-expanded={open}
        onClick={toggle}
      >
        <span className="graph-legend-sign" aria-hidden="true">
          ?
        </span>
      </button>
      {open ? (
        <Popover anchor={button} label="Legend" role="note" onClose={close}>
          <div className="graph-legend">
            <Part title="Cards">
              {KINDS.map(([kind, words]) => (
                <Entry key={kind} sample={<KindMark kind={kind} />} words={words} />
              ))}
              <Entry sample={<span className="ui-kind graph-kind-ws" />} words={LEGEND_TEXTS.websocket} />
              <Entry sample={<span className="sample-card" />} words={LEGEND_TEXTS.component} />
              <Entry sample={<span className="sample-card" data-observed />} words={LEGEND_TEXTS.observed} />
              <Entry sample={<span className="sample-card" data-shared />} words={LEGEND_TEXTS.shared} />
              <Entry sample={<span className="sample-count">6 of 14</span>} words={LEGEND_TEXTS.instances} />
            </Part>
            <Part title="Edges">
              {LINES.map(([kind, words]) => (
                <Entry key={kind} sample={<Line kind={kind} />} words={words} />
              ))}
            </Part>
            <Part title="Activity">
              {HEATS.map(([heat, words]) => (
                <Entry key={heat} sample={<span className="sample-card" data-heat={heat} />} words={words} />
              ))}
            </Part>
            <Part title={LEGEND_TEXTS.bars}>
              {BARS.map(([shape, words]) => (
                <Entry key={shape} sample={<Bar shape={shape} />} words={words} />
              ))}
            </Part>
          </div>
        </Popover>
      ) : null}
    </>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

function Entry({ sample, words }: { readonly sample: ReactNode; readonly words: string }) {
  return (
    <li>
      <span className="sample" aria-hidden="true">
        {sample}
      </span>
      {words}
    </li>
  );
}

function Line({ kind }: { readonly kind: EdgeKind }) {
  return (
    <svg width="30" height="12" viewBox="0 0 30 12">
      <path
        className="graph-edge"
        data-kind={kind}
        d={kind === 'side' ? 'M1 9C12 9 12 4 23 4' : 'M1 9C14 9 14 3 29 3'}
      />
      {kind === 'side' ? <path className="graph-arrow" data-kind={kind} d="M29 4L23 .5L23 7.5Z" /> : null}
    </svg>
  );
}

function Bar({ shape }: { readonly shape: (typeof BARS)[number][0] }) {
  return (
    <svg className="graph-spark" width="6" height="12" viewBox="0 0 6 12">
      <path className={shape} d={shape === 'error' ? 'M1 0h3v7h-3zM1 9h3v3h-3z' : 'M1.5 2.5h2.5v9h-2.5z'} />
    </svg>
  );
}
