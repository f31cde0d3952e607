import type { CallbackKind } from '../../../src/trace/types';
import { KIND_WORDS } from '../words';

/** The edge that tells server (solid), clientside (double) and background (thick) apart; the word is its label. */
export function KindMark({ kind }: { readonly kind: CallbackKind }) {
  return (
    <span className="ui-kind" data-kind={kind} role="img" aria-label={KIND_WORDS[kind]} title={KIND_WORDS[kind]} />
  );
}
