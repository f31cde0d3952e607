import { type ReactNode } from 'react';
import { Popover } from './Popover';
import { TERMS, type TermName } from '../../src/words/terms';
import { useDisclosure } from './use-disclosure';

/** A word of Dash with a `?` that explains it in two sentences. */
export function Term({
  name,
  text,
  children,
}: {
  readonly name: TermName;
  readonly text?: string;
  readonly children: ReactNode;
}) {
  const { open, button, toggle, close } = useDisclosure();
  return (
    <span className="ui-term">
      {children}
      <button
        ref={button}
        type="button"
        className="ui-term-button"
        aria-label={`What is ${typeof children === 'string' ? children : name}?`}
        aria-expanded={open}
        onClick={toggle}
      >
        ?
      </button>
      {open ? (
        <Popover anchor={button} label="Explanation" role="note" onClose={close}>
          {text ?? TERMS[name]}
        </Popover>
      ) : null}
    </span>
  );
}
