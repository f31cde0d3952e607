/** One-off messages between the extension's own parts, in addition to the traffic on ports. */

/** A bridge says that its document has an agent. The receiver knows tab and frame from the sender. */
export interface AgentHere {
  readonly type: 'agent-here';
  readonly dashVersion: string | null;
  readonly callbacks: number | null;
}

/** A panel asks all bridges of a tab to say `agent-here` again; each answers whether it has an agent. */
export interface WhoIsThere {
  readonly type: 'who-is-there';
  /** For the Firefox relay, which passes it on to this tab. */
  readonly tab: number;
}

/** A panel or popup asks the background to run the content scripts on a site from now on. */
export interface EnableSite {
  readonly type: 'enable-site';
  readonly origin: string;
}

/** A panel that has no `permissions` API (Firefox) asks the background whether the extension may run on a site. */
export interface MayRunOn {
  readonly type: 'may-run-on';
  readonly origin: string;
}

/** Such a panel asks the background to show the toolbar popup, which can ask the user for the site of the tab. */
export interface ShowPopup {
  readonly type: 'show-popup';
  readonly tab: number;
  readonly origin: string;
}

const hasOrigin = (origin: unknown): boolean => typeof origin === 'string' && /^https?:\/\/[^/]+$/.test(origin);

export const isMayRunOn = (message: unknown): message is MayRunOn => {
  const { type, origin } = (message ?? {}) as Partial<MayRunOn>;
  return type === 'may-run-on' && hasOrigin(origin);
};

export const isShowPopup = (message: unknown): message is ShowPopup => {
  const { type, tab, origin } = (message ?? {}) as Partial<ShowPopup>;
  return type === 'show-popup' && Number.isSafeInteger(tab) && hasOrigin(origin);
};

export const isEnableSite = (message: unknown): message is EnableSite => {
  const { type, origin } = (message ?? {}) as Partial<EnableSite>;
  return type === 'enable-site' && hasOrigin(origin);
};

/** Match pattern of everything on a site; ports do not count in patterns. */
export function toMatchPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

export const toAgentHere = (dashVersion: string | null, callbacks: number | null): AgentHere => ({
  type: 'agent-here',
  dashVersion,
  callbacks,
});

export function isAgentHere(message: unknown): message is AgentHere {
  const { type, dashVersion, callbacks } = (message ?? {}) as Partial<AgentHere>;
  return (
    type === 'agent-here' &&
    (dashVersion === null || typeof dashVersion === 'string') &&
    (callbacks === null || typeof callbacks === 'number')
  );
}

export const isWhoIsThere = (message: unknown): message is WhoIsThere =>
  typeof message === 'object' && message !== null && (message as { readonly type?: unknown }).type === 'who-is-there';

/**
 * What the Firefox relay passes on from a bridge to the panels of its tab, which do not receive messages of content
 * scripts.
 */
export interface AgentInFrame {
  readonly type: 'agent-in-frame';
  readonly frame: number;
}

export const toAgentInFrame = (frame: number): AgentInFrame => ({ type: 'agent-in-frame', frame });

export function isAgentInFrame(message: unknown): message is AgentInFrame {
  const { type, frame } = (message ?? {}) as Partial<AgentInFrame>;
  return type === 'agent-in-frame' && Number.isSafeInteger(frame);
}

/** Name of a port from a panel to a bridge. */
export const PANEL_PORT = 'dash-callback-devtools:panel';
/** Name, with the tab's and frame's number, of a port from a panel to the Firefox relay. */
const RELAY_PORT = 'dash-callback-devtools:relay';

export const toRelayName = (tab: number, frame: number): string => `${RELAY_PORT}:${tab}:${frame}`;

/** Name, with the tab's number, of a port on which the Firefox relay informs a panel which frames have an agent. */
const WATCH_PORT = 'dash-callback-devtools:watch';

export const toWatchName = (tab: number): string => `${WATCH_PORT}:${tab}`;

export function parseWatchName(name: string): number | undefined {
  const match = /^dash-callback-devtools:watch:(\d+)$/.exec(name);
  return match === null ? undefined : Number(match[1]);
}

export function parseRelayName(name: string): { readonly tab: number; readonly frame: number } | undefined {
  const match = /^dash-callback-devtools:relay:(\d+):(\d+)$/.exec(name);
  return match === null ? undefined : { tab: Number(match[1]), frame: Number(match[2]) };
}
