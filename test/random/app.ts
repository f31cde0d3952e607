/** A Dash app as data, which runner.py serves, and the steps of its visitor. */

/** As in a declaration: `["ALL"]` and the like mean wildcards. */
export type RandomId = string | { readonly [key: string]: string | number | readonly [string] };

export interface Dep {
  readonly id: RandomId;
  readonly property: string;
  readonly duplicate?: true;
}

export type RandomComponent =
  | { readonly type: 'button' | 'text' | 'radio' | 'cell' | 'store' | 'location'; readonly id: RandomId }
  | { readonly type: 'interval'; readonly id: string; readonly ms: number; readonly times: number }
  | { readonly type: 'link'; readonly id: string; readonly href: string }
  | {
      readonly type: 'box';
      readonly id: string;
      /** What callbacks can put into it. */
      readonly variants: readonly (readonly RandomComponent[])[];
      /** The first of them is there from the start. */
      readonly filled?: true;
    };

/** The value of one output: `same` is a constant, `variant`, `append` and `page` fill a box. */
export type OutputAct = 'token' | 'none' | 'same' | 'patch' | 'variant' | 'append' | 'page';

/** What one run of a callback does. */
export interface Act {
  readonly end: 'return' | 'prevent' | 'error';
  /** One per output. */
  readonly outs: readonly OutputAct[];
  /** Characters that each value is padded with. */
  readonly size?: number;
  /** Properties written with `set_props`. */
  readonly sets?: readonly Dep[];
}

export type RandomKind = 'server' | 'clientside' | 'async' | 'background';

export interface RandomCallback {
  readonly kind: RandomKind;
  readonly outputs: readonly Dep[];
  readonly inputs: readonly Dep[];
  readonly state: readonly Dep[];
  readonly initial: boolean;
  /** Milliseconds. */
  readonly delay: number;
  /** In order, starting again after the last one. */
  readonly acts: readonly Act[];
  readonly running?: readonly Dep[];
}

export type VisitStep =
  | { readonly do: 'click'; readonly id: RandomId }
  | { readonly do: 'type'; readonly id: RandomId; readonly text: string }
  | { readonly do: 'pick'; readonly id: RandomId; readonly option: number }
  | { readonly do: 'rest' };

export interface RandomApp {
  /** Callbacks that trigger each other this many times stop writing: every loop ends. */
  readonly limit: number;
  readonly components: readonly RandomComponent[];
  readonly callbacks: readonly RandomCallback[];
  readonly visit: readonly VisitStep[];
}
