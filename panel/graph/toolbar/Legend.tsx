import { type ReactNode } from 'react';
import { KindMark } from '../../ui/marks/KindMark';
import { Popover } from '../../ui/Popover';
import type { EdgeKind } from '../card-graph';
import { useDisclosure } from '../../ui/use-disclosure';

const KINDS = [
  ['server', 'Callback that runs on the server: solid edge'],
  ['clientside', 'Clientside callback: double edge'],
  ['background', 'Background callback: thick edge, with a bar while its job reports progress'],
] as const;

const LINES: readonly (readonly [EdgeKind, string])[] = [
  ['input', 'Input: a change triggers the callback'],
  ['state', 'State: passed to the callback, does not trigger it'],
  ['output', 'Output: what the callback returns'],
  ['match', 'Two patterns that match the same components'],
  ['side', 'Observed write in addition to the outputs: set_props, running, progress'],
];

const HEATS = [
  ['on', 'In progress: a call that waits or runs, and the edges that triggered it'],
  ['error', 'Recent calls had an error; the mark stays until the recording is cleared'],
  ['selected', 'Selected; its edges are darker'],
] as const;

const BARS = [
  ['done', 'full: updated something'],
  ['nothing', 'hollow: ran and changed nothing (no_update, PreventUpdate)'],
  ['lost', 'dashed: discarded, or never ran'],
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
        title="What the shapes, colours and lines mean"
        aria-label="What the shapes, colours and lines mean"
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
              <Entry sample={<span className="ui-kind graph-kind-ws" />} words="Call over the websocket: broken edge" />
              <Entry
                sample={<span className="sample-card" />}
                words="Component with the properties that callbacks use, and how often each changed"
              />
              <Entry
                sample={<span className="sample-card" data-observed />}
                words="Property that was written but that no callback declares"
              />
              <Entry
                sample={<span className="sample-card" data-shared />}
                words="Callback that is also on other pages of a large app: grey, with a thin name"
              />
              <Entry
                sample={<span className="sample-count">6 of 14</span>}
                words="One card for all instances of a pattern: 6 of the 14 on the page have run"
              />
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
            <Part title="Bars on a callback: recent calls; taller is slower">
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
