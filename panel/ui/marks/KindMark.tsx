import type { CallbackKind } from '../../../src/trace/types';
import { KIND_WORDS } from '../../../src/words/terms';

/** The edge that distinguishes server (solid), clientside (double) and background (thick); the word is its label. */
export function KindMark({ kind }: { readonly kind: CallbackKind }) {
  return (
    <span className="ui-kind" data-kind={kind} role="img" aria-label={KIND_WORDS[kind]} title={KIND_WORDS[kind]} />
  );
}
