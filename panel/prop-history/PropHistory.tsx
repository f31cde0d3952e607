import type { PropId } from '../../src/trace/types';

/** Who wrote a property, and when. */
export function PropHistory({ prop }: { readonly prop: PropId }) {
  return <p className="ui-dim">{prop}</p>;
}
