import { parseId, stringifyId } from '../../../src/dash/component-id';

/** Which call an output's write belongs to: the renderer applies results in order, component by component. */
export interface OutputWrites {
  /** A call's result is about to be applied. */
  readonly expect: (call: number, result: unknown) => void;
  /** Outputs of component `id` are being written: whose, and the properties among them that its call did not return. */
  readonly take: (id: string, properties: readonly string[]) => TakenOutputs | null;
  /** The call's result was applied: the components that were not written, because they are not on the page. */
  readonly done: (call: number) => readonly string[];
}

export interface TakenOutputs {
  readonly call: number;
  readonly restored: readonly string[];
}

/** For one component: its id as the result spells it, and its properties. */
interface Returned {
  readonly id: string;
  readonly names: readonly string[];
}

/** A server spells ids its own way (ASCII only), the renderer its own. */
const spelled = (id: string): string => stringifyId(parseId(id));

export function createOutputWrites(): OutputWrites {
  let expected: { readonly call: number; readonly left: Map<string, Returned> }[] = [];
  return {
    expect(call, result) {
      if (typeof result !== 'object' || result === null) return;
      const left = new Map<string, Returned>();
      for (const [id, props] of Object.entries(result as Readonly<Record<string, unknown>>)) {
        if (typeof props === 'object' && props !== null) left.set(spelled(id), { id, names: Object.keys(props) });
      }
      expected.push({ call, left });
    },
    take(id, properties) {
      for (const { call, left } of expected) {
        const names = left.get(id)?.names;
        // Persistence may add properties to those returned, so one in common is enough.
        if (names === undefined || !(properties.length === 0 || properties.some((name) => names.includes(name))))
          continue;
        left.delete(id);
        return { call, restored: properties.filter((name) => !names.includes(name)) };
      }
      return null;
    },
    done(call) {
      const own = expected.find((entry) => entry.call === call);
      expected = expected.filter((entry) => entry !== own);
      return [...(own?.left.values() ?? [])].flatMap(({ id, names }) => (names.length > 0 ? [id] : []));
    },
  };
}
