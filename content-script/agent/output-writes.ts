/** Which call an output's write belongs to: the renderer applies results in order, component by component. */
export interface OutputWrites {
  /** A call's result is about to be applied. */
  readonly expect: (call: number, result: unknown) => void;
  /** Outputs of component `id` are being written. */
  readonly take: (id: string, properties: readonly string[]) => number | null;
  readonly done: (call: number) => void;
}

export function createOutputWrites(): OutputWrites {
  let expected: { readonly call: number; readonly left: Map<string, readonly string[]> }[] = [];
  return {
    expect(call, result) {
      if (typeof result !== 'object' || result === null) return;
      const left = new Map<string, readonly string[]>();
      for (const [id, props] of Object.entries(result as Readonly<Record<string, unknown>>)) {
        if (typeof props === 'object' && props !== null) left.set(id, Object.keys(props));
      }
      expected.push({ call, left });
    },
    take(id, properties) {
      for (const { call, left } of expected) {
        const names = left.get(id);
        // Persistence may add properties to what was returned, so one in common is enough.
        if (names === undefined || !(properties.length === 0 || properties.some((name) => names.includes(name)))) continue;
        left.delete(id);
        return call;
      }
      return null;
    },
    done(call) {
      expected = expected.filter((entry) => entry.call !== call);
    },
  };
}
