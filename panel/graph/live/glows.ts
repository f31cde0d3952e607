/** How a card or edge glows. `pulse` grows each time it is lit again, to start a token along an edge. */
export interface Heat {
  readonly state: 'off' | 'on' | 'fading';
  readonly pulse: number;
  /** It is lit repeatedly: blinking with each call would be unreadable and would slow down the app. */
  readonly steady?: true;
}

/** What glows, by the id of a card or an edge. */
export interface Glows {
  readonly heatOf: (id: string) => Heat;
  /** Lights it until it was released as often as it was lit. */
  readonly light: (id: string) => void;
  readonly release: (id: string) => void;
  readonly dispose: () => void;
}

const OFF: Heat = { state: 'off', pulse: 0 };
/** Milliseconds an edge glows after its call settled, so that even a call of 1 ms is visible. */
const AFTERGLOW = 600;
/** Lit this often in a row, each time before the glow was over, it glows steadily until it has been off. */
const STEADY_FROM = 4;

interface Glow {
  heat: Heat;
  holders: number;
  fadesUntil: number;
  litAt: number;
  /** How often it was lit in a row. */
  row: number;
}

/** @param notify is called with the id whose heat changed */
export function createGlows(notify: (id: string) => void): Glows {
  const glows = new Map<string, Glow>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function fade(): void {
    timer = null;
    const now = performance.now();
    let next = Infinity;
    for (const [id, glow] of glows) {
      if (glow.heat.state === 'off' || glow.holders > 0) continue;
      if (glow.fadesUntil > now + 5) next = Math.min(next, glow.fadesUntil - now);
      else {
        glow.heat = { state: 'off', pulse: glow.heat.pulse };
        notify(id);
      }
    }
    if (Number.isFinite(next)) timer = setTimeout(fade, next);
  }

  return {
    heatOf: (id) => glows.get(id)?.heat ?? OFF,
    light(id) {
      const glow = glows.get(id) ?? { heat: OFF, holders: 0, fadesUntil: 0, litAt: -Infinity, row: 0 };
      const now = performance.now();
      glow.row = now - glow.litAt < AFTERGLOW ? glow.row + 1 : 1;
      glow.litAt = now;
      glow.holders += 1;
      glows.set(id, glow);
      if (glow.heat.steady) return;
      glow.heat =
        glow.row < STEADY_FROM
          ? { state: 'on', pulse: glow.heat.pulse + 1 }
          : { state: 'on', pulse: glow.heat.pulse, steady: true };
      notify(id);
    },
    release(id) {
      const glow = glows.get(id);
      if (!glow) return;
      glow.holders -= 1;
      if (glow.holders > 0) return;
      glow.fadesUntil = performance.now() + AFTERGLOW;
      if (!glow.heat.steady) {
        glow.heat = { state: 'fading', pulse: glow.heat.pulse };
        notify(id);
      }
      timer ??= setTimeout(fade, AFTERGLOW);
    },
    dispose() {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
