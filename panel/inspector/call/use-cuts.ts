import { useEffect, useMemo, useRef, useState } from 'react';
import type { JsonValue } from '../../../src/lib/json';
import { countCuts, fetchCuts } from '../../../src/session/whole-values';
import { usePanelSource } from '../../store/panel-context';

/**
 * A value and what was cut from it, to be fetched on demand. What the page no longer holds comes back marked as gone,
 * so that it is not requested again.
 */
export function useCuts(
  app: string,
  value: JsonValue,
): {
  readonly shown: JsonValue;
  readonly left: ReturnType<typeof countCuts>;
  readonly isLoading: boolean;
  readonly load: () => void;
} {
  const source = usePanelSource();
  // Kept with the value it belongs to: when the response arrives, another call may be shown.
  const [loaded, setLoaded] = useState<{ readonly of: JsonValue; readonly whole: JsonValue | null }>({
    of: value,
    whole: null,
  });
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  const isCurrent = loaded.of === value;
  const shown = isCurrent && loaded.whole !== null ? loaded.whole : value;
  const left = useMemo(() => countCuts(shown), [shown]);
  const [loading, setLoading] = useState<JsonValue | undefined>(undefined);
  const load = () => {
    setLoading(value);
    void fetchCuts(value, (text, path) => source.fetchValue(app, { text, path })).then((whole) => {
      if (!alive.current) return;
      setLoading(undefined);
      setLoaded({ of: value, whole });
    });
  };
  return { shown, left, isLoading: loading === value, load };
}
