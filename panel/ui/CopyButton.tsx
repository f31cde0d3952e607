import { useEffect, useState } from 'react';
import { COMMON_TEXTS } from '../../src/words/panel';
import { Icon } from './marks/Icon';

type Outcome = { readonly type: 'idle' | 'busy' | 'done' } | { readonly type: 'failed'; readonly reason: string };

/**
 * Puts a text on the clipboard and says so. `navigator.clipboard` is refused in Chromium's DevTools panels (the frame
 * has no clipboard permission), where the old command still works.
 */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    document.body.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way left, see above
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) throw new Error(COMMON_TEXTS.clipboardRefused);
  }
}

/** @param text made when it is needed; may fetch what is still in the page, and rejects with a reason */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string | Promise<string> }) {
  const [outcome, setOutcome] = useState<Outcome>({ type: 'idle' });

  useEffect(() => {
    if (outcome.type !== 'done') return;
    const timer = setTimeout(() => setOutcome({ type: 'idle' }), 1500);
    return () => clearTimeout(timer);
  }, [outcome]);

  const onClick = async () => {
    setOutcome({ type: 'busy' });
    try {
      await copy(await text());
      setOutcome({ type: 'done' });
    } catch (error) {
      setOutcome({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  };

  return (
    <>
      <button type="button" className="ui-button" disabled={outcome.type === 'busy'} onClick={() => void onClick()}>
        <Icon name={outcome.type === 'done' ? 'check' : 'copy'} />
        {label}
      </button>
      <span role="status" className={outcome.type === 'failed' ? 'ui-tag' : 'ui-visually-hidden'} data-tone="err">
        {outcome.type === 'done'
          ? `Copied as ${label}`
          : outcome.type === 'failed'
            ? `Not copied: ${outcome.reason}`
            : ''}
      </span>
    </>
  );
}
