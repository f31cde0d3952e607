/** An object without anything in it. */
export type NoParams = Readonly<Record<string, never>>;

/** `{code, params}` for each entry of a list of parameters: a union that narrows by `code`. */
export type Coded<Params> = {
  readonly [Code in keyof Params]: { readonly code: Code; readonly params: Params[Code] };
}[keyof Params];
