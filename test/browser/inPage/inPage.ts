import type { FocusStop, OpenOptions, PageProblem, ThemeValues } from '../harness/pageCalls.ts';

/** What Node offers to the page: text in, nothing back. */
declare const backbeatPost: (text: string) => void;
declare const backbeatCommand: (command: string) => Promise<void>;
declare const backbeatOptions: OpenOptions;

const stateKey = 'backbeat.state';
const problems: PageProblem[] = [];

/**
 * Bytes do not survive JSON, which is what the link to Node carries; VS Code's own link has them as they are.
 * They travel as base64 under a name that nothing else has.
 */
function encode(message: unknown): string {
  return JSON.stringify(message, (_, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: toBase64(value) } : value,
  );
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}

/** The API of a webview: one per document, state kept as JSON over reloads. */
function acquireVsCodeApi() {
  if (acquired) throw new Error('An instance of the VS Code API has already been acquired');
  acquired = true;
  return {
    postMessage: (message: unknown) => {
      backbeatPost(encode(message));
    },
    getState: (): unknown => JSON.parse(localStorage.getItem(stateKey) ?? 'null') ?? undefined,
    setState: (state: unknown) => {
      localStorage.setItem(stateKey, JSON.stringify(state));
    },
  };
}
let acquired = false;

function whenThere<T>(find: () => T | null, act: (found: T) => void): void {
  const found = find();
  if (found !== null) {
    act(found);
    return;
  }
  const observer = new MutationObserver(() => {
    const later = find();
    if (later === null) return;
    observer.disconnect();
    act(later);
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Variables on the root and classes on the body, as VS Code sets them when a page loads and when the theme changes. */
function setTheme({ kind, name, variables }: ThemeValues, reducedMotion = false): void {
  whenThere(
    () => document.documentElement as HTMLElement | null,
    (root) => {
      const own = [...root.style].filter((one) => one.startsWith('--vscode-'));
      for (const stale of own) root.style.removeProperty(stale);
      for (const [variable, value] of Object.entries(variables)) {
        root.style.setProperty(`--vscode-${variable}`, value);
      }
    },
  );
  whenThere(
    () => document.body as HTMLElement | null,
    (body) => {
      body.classList.remove(...[...body.classList].filter((one) => one.startsWith('vscode-')));
      body.classList.add('vscode-body', ...kind.split(' '));
      body.classList.toggle('vscode-reduce-motion', reducedMotion);
      body.dataset['vscodeThemeKind'] = kind.split(' ')[0] ?? '';
      body.dataset['vscodeThemeName'] = name;
      body.dataset['vscodeThemeId'] = name;
    },
  );
}

/** The element that has the focus, inside whatever shadows. */
function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The outermost element for one that may lie in a shadow. */
function hostOf(element: Element): Element {
  let host = element;
  for (let root = host.getRootNode(); root instanceof ShadowRoot; root = host.getRootNode()) host = root.host;
  return host;
}

function describe(element: Element): string {
  const label =
    element.getAttribute('aria-label') ?? element.getAttribute('title') ?? element.textContent.trim();
  const id = element.id === '' ? '' : `#${element.id}`;
  const named = element.className === '' || id !== '' ? '' : `.${[...element.classList].join('.')}`;
  return `${element.localName}${id}${named} "${label.slice(0, 40)}"`;
}

function isShown(element: Element): boolean {
  return element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true });
}

const controls =
  'button, a[href], input, select, textarea, summary, [tabindex="0"], [role=button], [role=slider], [role=link], ' +
  'vscode-button, vscode-checkbox, vscode-dropdown, vscode-text-field';
/** Widgets that are one stop of the Tab key and are walked inside by the arrow keys. */
const composites =
  '[role=tablist], [role=grid], [role=radiogroup], [role=toolbar], [role=listbox], [role=menu], [role=tree], [role=table]';
const marks = new WeakMap<Element, number>();

function isOff(element: Element): boolean {
  return (
    element.matches(
      ':disabled, [disabled], [aria-disabled=true], [aria-hidden=true], [aria-hidden=true] *',
    ) || element.closest('[inert]') !== null
  );
}

/** Notes where the focus is; the same element twice gives the same number. */
function focusStop(): FocusStop | undefined {
  const inner = focused();
  if (inner === null || inner === document.body || inner === document.documentElement) return undefined;
  const host = hostOf(inner);
  const number = marks.get(host) ?? stops++;
  marks.set(host, number);
  const { x, y, width, height } = host.getBoundingClientRect();
  return {
    number,
    name: describe(host),
    isMarked: inner.matches(':focus-visible') && hasRing(inner, host),
    isShown: isShown(host) || isShown(inner),
    box: { x, y, width, height },
  };
}
let stops = 0;

/** Whether an outline, a shadow or the theme's own colour around it shows the focus. */
function hasRing(inner: Element, host: Element): boolean {
  const parts = [...(host.shadowRoot?.querySelectorAll('.control, .root, [part=control]') ?? [])];
  const around = [
    inner,
    inner.nextElementSibling,
    inner.parentElement,
    inner.parentElement?.parentElement,
    host,
  ];
  const colour = focusColour();
  return [...around, ...parts].some((one) => {
    if (one === null || one === undefined) return false;
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderTopColor, borderTopWidth } =
      getComputedStyle(one);
    return (
      (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 && !/, 0\)$/.test(outlineColor)) ||
      boxShadow !== 'none' ||
      (borderTopColor === colour && parseFloat(borderTopWidth) > 0)
    );
  });
}

function focusColour(): string {
  const probe = document.createElement('div');
  probe.style.color = 'var(--vscode-focusBorder)';
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Controls in sight that the focus never came to, those of a widget that it did come to left out. */
function missedControls(): string[] {
  return [...document.querySelectorAll(controls)]
    .filter((control) => isShown(control) && !isOff(control) && !marks.has(control))
    .filter((control) => {
      const widget = control.closest(composites);
      if (widget !== null) return ![...widget.querySelectorAll('*'), widget].some((one) => marks.has(one));
      if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true;
      return ![...document.getElementsByName(control.name)].some((one) => marks.has(one));
    })
    .map(describe);
}

/** Controls that have no name, or the library's for all of its kind. */
function unnamedControls(): string[] {
  const given = /^(Text field|Icon Button|Checkbox|Dropdown)?$/;
  return [...document.querySelectorAll('vscode-text-field, vscode-checkbox, vscode-dropdown, vscode-button')]
    .filter((one) => given.test(one.getAttribute('aria-label') ?? one.textContent.trim()))
    .map(describe);
}

/** How far the page is wider than the window, px, and what sticks out. */
function overflow(): { readonly by: number; readonly what: readonly string[] } {
  const width = document.documentElement.clientWidth;
  const by = document.documentElement.scrollWidth - width;
  if (by <= 0) return { by: 0, what: [] };
  const out = [...document.querySelectorAll('#panel *')].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.right > width + 1 && isShown(one);
  });
  return { by, what: out.slice(-8).map(describe) };
}

/** Elements with a text of their own that are taller than so many px. */
function tallParts(most: number): string[] {
  return [...document.querySelectorAll('#page *')]
    .filter((one) => one.getBoundingClientRect().height > most)
    .map(describe);
}

/** Texts that hold one of these words and lie in nothing that keeps their direction to themselves. */
function unfencedText(words: readonly string[]): string[] {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement, textContent } = node;
    if (parentElement === null || !words.some((word) => textContent?.includes(word))) continue;
    const isFenced = ancestorsOf(parentElement).some((one) => {
      const { unicodeBidi, display } = getComputedStyle(one);
      return /isolate|plaintext/.test(unicodeBidi) && (display === 'inline' || one.children.length === 0);
    });
    if (!isFenced && isShown(parentElement)) found.push(describe(parentElement));
  }
  return found;
}

function ancestorsOf(element: Element): Element[] {
  const all: Element[] = [];
  for (let one: Element | null = element; one !== null && one.id !== 'panel'; one = one.parentElement)
    all.push(one);
  return all;
}

/** What moves, of the animations that the style sheets and scripts began. */
function runningAnimations(): string[] {
  return document
    .getAnimations()
    .filter(({ playState }) => playState === 'running')
    .map((animation) => {
      const { effect } = animation;
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return target === null ? 'of nothing' : describe(target);
    });
}

/** Milliseconds between the frames that were drawn for so long. */
function frameTimes(ms: number): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    const start = performance.now();
    let last = start;
    const step = (now: number): void => {
      times.push(now - last);
      last = now;
      if (now - start < ms) requestAnimationFrame(step);
      else resolve(times.slice(1));
    };
    requestAnimationFrame(step);
  });
}

/** Whether something is on its way. What loads when it comes into view is brought there, one part after the other. */
function isBusy(): boolean {
  const busy = [...document.querySelectorAll('#panel [aria-busy=true]')].filter(isShown);
  const [first] = busy;
  first?.scrollIntoView({ block: 'center' });
  return first !== undefined;
}

function scrollBack(): void {
  window.scrollTo(0, 0);
}

/** Ms since the load began at which the first of the elements is there and drawn. */
function whenDrawn(selector: string): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.querySelector(selector) === null) {
        requestAnimationFrame(look);
        return;
      }
      // The next frame begins when this one was painted.
      requestAnimationFrame(() => {
        resolve(performance.now());
      });
    };
    look();
  });
}

export const inPage = {
  deliver: (text: string) => {
    window.postMessage(JSON.parse(text), '*');
  },
  setTheme,
  problems: () => problems.splice(0),
  focusStop,
  missedControls,
  unnamedControls,
  overflow,
  tallParts,
  unfencedText,
  runningAnimations,
  frameTimes,
  whenDrawn,
  isBusy,
  scrollBack,
};

Object.assign(window, { acquireVsCodeApi, backbeatTest: inPage });
document.addEventListener('securitypolicyviolation', (event) => {
  problems.push({
    kind: 'policy',
    text: `${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`,
  });
});
window.addEventListener('unhandledrejection', (event) => {
  problems.push({ kind: 'rejection', text: String(event.reason) });
});
// A webview gives links to commands to the editor.
document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href^="command:"]');
  if (link === null) return;
  event.preventDefault();
  void backbeatCommand(link.href);
});
setTheme(backbeatOptions.theme, backbeatOptions.reducedMotion);
