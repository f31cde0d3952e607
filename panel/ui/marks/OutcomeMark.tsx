import type { Outcome } from '../../../src/trace/types';
import { OUTCOME_WORDS } from '../../../src/words/terms';
import { OUTCOME_TONES } from '../outcome-tones';

type Shape = 'full' | 'half' | 'dash' | 'stop' | 'cross' | 'struck' | 'square' | 'ring' | 'dotted';

const SHAPES: Readonly<Record<Outcome, Shape>> = {
  updated: 'full',
  partial: 'half',
  no_update: 'dash',
  prevented: 'stop',
  error: 'cross',
  unreadable: 'cross',
  discarded: 'struck',
  cancelled: 'square',
  pending: 'ring',
  merged: 'dotted',
  superseded: 'dotted',
  circular: 'dotted',
  outputs_missing: 'dotted',
  inputs_missing: 'dotted',
  group_dropped: 'dotted',
  not_hydrated: 'dotted',
};

function Drawn({ shape }: { readonly shape: Shape }) {
  switch (shape) {
    case 'full':
      return <path d="M2.5 6.5 5 9l4.5-6" />;
    case 'half':
      return (
        <>
          <circle cx="6" cy="6" r="4" />
          <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
        </>
      );
    case 'dash':
      return <path d="M2.5 6h7" />;
    case 'stop':
      return (
        <>
          <circle cx="6" cy="6" r="4" />
          <path d="M3.6 8.4 8.4 3.6" />
        </>
      );
    case 'cross':
      return (
        <>
          <circle cx="6" cy="6" r="5" fill="currentColor" />
          <path d="M4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8" stroke="var(--bg)" />
        </>
      );
    case 'struck':
      return (
        <>
          <circle cx="6" cy="6" r="3.4" />
          <path d="M1 6h10" />
        </>
      );
    case 'square':
      return <rect x="2.5" y="2.5" width="7" height="7" rx="1" />;
    case 'ring':
      return <circle cx="6" cy="6" r="3.6" strokeWidth="2.4" className="ui-live" />;
    case 'dotted':
      return <circle cx="6" cy="6" r="4" strokeDasharray="1.4 1.8" />;
  }
}

/**
 * How a call ended: a shape and a word, so that colour is never the only signal.
 * @param waiting a pending call that was not sent yet
 * @param label another word than the outcome's own, for something that ends in similar ways
 */
export function OutcomeMark({
  outcome,
  waiting = false,
  label,
}: {
  readonly outcome: Outcome;
  readonly waiting?: boolean;
  readonly label?: string;
}) {
  const word = label ?? (outcome === 'pending' && waiting ? 'waiting' : OUTCOME_WORDS[outcome]);
  return (
    <span className="ui-outcome" data-tone={OUTCOME_TONES[outcome]}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        aria-hidden="true"
      >
        <Drawn shape={waiting ? 'dotted' : SHAPES[outcome]} />
      </svg>
      <span className="ui-outcome-word">{word}</span>
    </span>
  );
}
