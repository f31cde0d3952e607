import { useCallback, useEffect, useRef, useState } from 'react';
import { parseJson, type JsonValue } from '../../../src/lib/json';
import type { ValueRef } from '../../../src/trace/types';
import { describeFailure } from '../../../src/words/failures';
import { usePanelSource } from '../../store/panel-context';

export type WholeValue =
  | { readonly type: 'not-asked' }
  | { readonly type: 'pending' }
  | { readonly type: 'loaded'; readonly value: JsonValue }
  | { readonly type: 'failed'; readonly reason: string };

/** Fetches a value that was left in the page, when asked to. An answer that comes too late is dropped. */
export function useWholeValue(
  app: string,
  ref: ValueRef | undefined,
): { readonly whole: WholeValue; readonly load: () => void } {
  const source = usePanelSource();
  const [whole, setWhole] = useState<WholeValue>({ type: 'not-asked' });
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const load = useCallback(() => {
    if (!ref) return;
    setWhole({ type: 'pending' });
    void source.fetchValue(app, ref).then((answer) => {
      if (!alive.current) return;
      if (!answer.ok) {
        setWhole({ type: 'failed', reason: describeFailure(answer.reason) });
        return;
      }
      const value = parseJson(answer.value);
      setWhole(
        value === undefined
          ? { type: 'failed', reason: describeFailure({ code: 'not_json', params: {} }) }
          : { type: 'loaded', value },
      );
    });
  }, [app, ref, source]);
  return { whole, load };
}
