/** The toolbar popup: is this page Dash, and may we run here. */
import browser from 'webextension-polyfill';
import { toMatchPattern, type WhoIsThere } from '../src/protocol/extension-messages';
import { POPUP_TEXTS } from '../src/words/panel';

const state = document.getElementById('state') as HTMLElement;
const button = document.getElementById('enable') as HTMLButtonElement;

const HOW_TO_OPEN = POPUP_TEXTS.ready;

async function describe(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  // In the address where the panel opened the popup (src/background/enabled-sites.ts).
  const address = new URLSearchParams(location.search).get('origin') ?? tab?.url ?? '';
  const origin = /^https?:\/\/[^/]+/.exec(address)?.[0];
  if (tab?.id === undefined || origin === undefined) {
    state.textContent = POPUP_TEXTS.restricted;
    return;
  }
  const title = await browser.action.getTitle({ tabId: tab.id });
  const question: WhoIsThere = { type: 'who-is-there', tab: tab.id };
  const answer: unknown = await browser.tabs.sendMessage(tab.id, question).catch(() => undefined);
  const known = (answer as { readonly agent?: unknown } | undefined)?.agent;
  if (known === true || title.includes(': Dash '))
    state.textContent = `${title.replace(/^[^:]*: /, '')}. ${HOW_TO_OPEN}`;
  else if (known === false) state.textContent = POPUP_TEXTS.noDash;
  else if (await browser.permissions.contains({ origins: [toMatchPattern(origin)] })) {
    state.textContent = POPUP_TEXTS.reload;
  } else offer(origin, tab.id);
}

function offer(origin: string, tabId: number): void {
  state.textContent = POPUP_TEXTS.notEnabled(origin);
  button.hidden = false;
  button.addEventListener('click', () => {
    void enable(origin, tabId);
  });
}

async function enable(origin: string, tabId: number): Promise<void> {
  const granted = await browser.permissions.request({ origins: [toMatchPattern(origin)] });
  if (!granted) {
    state.textContent = POPUP_TEXTS.denied;
    return;
  }
  await browser.runtime.sendMessage({ type: 'enable-site', origin });
  await browser.tabs.reload(tabId);
  button.hidden = true;
  state.textContent = HOW_TO_OPEN;
}

describe().catch((error: unknown) => {
  state.textContent = POPUP_TEXTS.failed(error instanceof Error ? error.message : String(error));
});
