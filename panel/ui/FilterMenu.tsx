import { type ReactNode } from 'react';
import { Icon } from './marks/Icon';
import { Popover } from './Popover';
import { useDisclosure } from './use-disclosure';

interface FilterOption<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly count?: number;
}

/** A button that opens a list of check boxes; nothing ticked means everything. */
export function FilterMenu<T extends string>(props: {
  readonly name: string;
  /** Called while the menu is open: counting costs a walk through everything. */
  readonly options: () => readonly FilterOption<T>[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}) {
  const { name, options, chosen, onChange } = props;
  const { open, button, toggle: toggleMenu, close } = useDisclosure();
  const toggle = (value: T) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ui-button"
        aria-haspopup="dialog"
        aria-expanded={open}
        data-on={chosen.length > 0 || undefined}
        onClick={toggleMenu}
      >
        {name}
        {chosen.length > 0 ? ` · ${chosen.length}` : ''}
        <Icon name="down" />
      </button>
      {open ? (
        <Popover anchor={button} label={name} onClose={close}>
          <div className="ui-options">
            {options().map(({ value, label, count }) => (
              <label key={value} className="ui-option">
                <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
                {label}
                {count === undefined ? null : <span className="ui-count">{count}</span>}
              </label>
            ))}
          </div>
          {chosen.length > 0 ? (
            <button type="button" className="ui-button" data-kind="quiet" onClick={() => onChange([])}>
              Show all
            </button>
          ) : null}
        </Popover>
      ) : null}
    </>
  );
}
