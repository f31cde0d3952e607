import { callbackName } from '../../selectors/callback-names';
import { prettyPropId } from '../../../src/dash/pretty';
import { GRAPH_TOOLBAR_TEXTS } from '../../../src/words/panel';
import { formatCount, formatNumber } from '../../ui/format';
import { Popover } from '../../ui/Popover';
import { GROUPINGS, MOST_NEIGHBOUR_STEPS, toggled, type GroupBy } from '../../selectors/graph-choices';
import { declaredProp } from '../shown/narrow';
import type { ShownCallbacks } from '../shown/use-shown-callbacks';
import { useDisclosure } from '../../ui/use-disclosure';

const WORDS: Readonly<Record<GroupBy, string>> = {
  none: 'no groups',
  family: GRAPH_TOOLBAR_TEXTS.byFamily,
  page: GRAPH_TOOLBAR_TEXTS.byPage,
  pattern: 'id pattern',
  part: 'connected part',
};

/** Which parts of the app are drawn: groups, edges of hubs, hidden and pinned callbacks. */
export function ShownMenu({ shown }: { readonly shown: ShownCallbacks }) {
  const { open, button, toggle, close } = useDisclosure();
  const { choices, hubs, groups } = shown;
  const changed = hiddenHere(shown);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ui-button"
        data-kind="quiet"
        aria-label={GRAPH_TOOLBAR_TEXTS.shown}
        title={GRAPH_TOOLBAR_TEXTS.shownTitle}
        aria-expanded={open}
        onClick={toggle}
      >
        <svg className="ui-icon" viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2.5 3h5v4h-5zM2.5 9h5v4h-5zM10 4.5h3.5M10 8h3.5M10 11.5h3.5" />
        </svg>
        {changed > 0 ? <span className="text">{changed} hidden</span> : null}
      </button>
      {open ? (
        <Popover anchor={button} label={GRAPH_TOOLBAR_TEXTS.shown} onClose={close}>
          <div className="graph-shown" data-own-keys>
            <section>
              <label>
                Group by{' '}
                <select
                  value={shown.grouping}
                  onChange={(event) =>
                    shown.choose({
                      grouping: GROUPINGS.find((each) => each === event.target.value) ?? 'none',
                      opened: [],
                    })
                  }
                >
                  {GROUPINGS.map((grouping) => (
                    <option key={grouping} value={grouping}>
                      {WORDS[grouping]}
                    </option>
                  ))}
                </select>
              </label>
              {groups.length === 0 ? null : <Groups shown={shown} />}
            </section>
            {hubs.length === 0 ? null : (
              <section>
                <h3>Hub properties</h3>
                <p className="ui-dim">{GRAPH_TOOLBAR_TEXTS.hubsNote}</p>
                <ul>
                  {hubs.map(({ prop, readers }) => (
                    <li key={prop}>
                      <label>
                        <input
                          type="checkbox"
                          checked={choices.shownHubs.includes(prop)}
                          onChange={(event) =>
                            shown.choose({ shownHubs: toggled(choices.shownHubs, prop, event.target.checked) })
                          }
                        />{' '}
                        show {formatNumber(readers)} edges of <code>{prettyPropId(prop)}</code>
                      </label>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <Pinned shown={shown} />
            <Hidden shown={shown} />
          </div>
        </Popover>
      ) : null}
    </>
  );
}

/** How much of this app is hidden. Choices are kept by address, and another app may have been there before. */
function hiddenHere({ all, choices: { hiddenCallbacks, hiddenProps } }: ShownCallbacks): number {
  const props =
    hiddenProps.length === 0
      ? []
      : [...all.values()].flatMap(({ outputs, inputs, state }) => [...outputs, ...inputs, ...state].map(declaredProp));
  return (
    hiddenCallbacks.filter((key) => all.has(key)).length + hiddenProps.filter((prop) => props.includes(prop)).length
  );
}

function Groups({ shown }: { readonly shown: ShownCallbacks }) {
  const { groups, choices, choose } = shown;
  return (
    <>
      <p className="graph-shown-all">
        <button type="button" className="ui-link" onClick={() => choose({ opened: groups.map(({ name }) => name) })}>
          Open all
        </button>
        <button type="button" className="ui-link" onClick={() => choose({ opened: [] })}>
          Close all
        </button>
      </p>
      <ul>
        {groups.map(({ name, callbacks }) => (
          <li key={name}>
            <label>
              <input
                type="checkbox"
                checked={choices.opened.includes(name)}
                onChange={(event) => choose({ opened: toggled(choices.opened, name, event.target.checked) })}
              />{' '}
              open <code>{name}</code> <span className="ui-dim">{formatCount(callbacks.length, 'callback')}</span>
            </label>
          </li>
        ))}
      </ul>
    </>
  );
}

function Pinned({ shown }: { readonly shown: ShownCallbacks }) {
  const { all, choices, choose } = shown;
  const pinned = choices.pinned.filter((key) => all.has(key));
  if (pinned.length === 0) return null;
  return (
    <section>
      <h3>Pinned</h3>
      <p>
        <label>
          {GRAPH_TOOLBAR_TEXTS.onlyPinned}{' '}
          <select value={choices.steps} onChange={(event) => choose({ steps: Number(event.target.value) })}>
            {Array.from({ length: MOST_NEIGHBOUR_STEPS }, (_, index) => (
              <option key={index} value={index + 1}>
                {index + 1}
              </option>
            ))}
          </select>{' '}
          {choices.steps === 1 ? 'step' : 'steps'}
        </label>{' '}
        <button type="button" className="ui-link" onClick={() => choose({ pinned: [] })}>
          Unpin all
        </button>
      </p>
      <ul>
        {pinned.map((key) => (
          <li key={key}>
            <code>{callbackName(all, key)}</code>{' '}
            <button
              type="button"
              className="ui-link"
              onClick={() => choose({ pinned: toggled(choices.pinned, key, false) })}
            >
              Unpin
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hidden({ shown }: { readonly shown: ShownCallbacks }) {
  const { all, choices, choose } = shown;
  const { hiddenCallbacks, hiddenProps } = choices;
  if (hiddenCallbacks.length + hiddenProps.length === 0) return null;
  return (
    <section>
      <h3>{GRAPH_TOOLBAR_TEXTS.hiddenTitle}</h3>
      <p>
        <button type="button" className="ui-link" onClick={() => choose({ hiddenCallbacks: [], hiddenProps: [] })}>
          {GRAPH_TOOLBAR_TEXTS.showAllHidden}
        </button>
      </p>
      <ul>
        {hiddenCallbacks.map((key) => (
          <li key={key}>
            <code>{callbackName(all, key)}</code>{' '}
            <button
              type="button"
              className="ui-link"
              onClick={() => choose({ hiddenCallbacks: toggled(hiddenCallbacks, key, false) })}
            >
              Show
            </button>
          </li>
        ))}
        {hiddenProps.map((prop) => (
          <li key={prop}>
            <code>{prettyPropId(prop)}</code>{' '}
            <button
              type="button"
              className="ui-link"
              onClick={() => choose({ hiddenProps: toggled(hiddenProps, prop, false) })}
            >
              Show
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
