import type { Coded } from '../lib/coded';
import type { Text } from './parts';

/** A text for each code, made of its parameters. */
export type TextsOf<Params> = { readonly [Code in keyof Params]: (params: Params[Code]) => Text };

/** Looks up the text of a code; each text gets the parameters of its own code. */
export function textFor<Params>(texts: TextsOf<Params>, { code, params }: Coded<Params>): Text {
  return texts[code](params);
}
