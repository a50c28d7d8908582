// @ts-check
// Keeps the page as the author's files are: listens to the server, which says what changed. Serve alone puts this script into pages.
import { Mirror } from './morph.js';
import { Panel } from './panel.js';

/** @typedef {{ id: string, severity: string, here: boolean, place: string, editor: string | null, message: string, remedy: string, excerpt: string[] }} Problem */
/** @typedef {{ version: string, html: string | null, isCurrent: boolean, problems: Problem[], more: number, running: string[], words: Record<string, string> }} State */

const script = /** @type {HTMLScriptElement} */ (document.querySelector('script[data-live]'));
let version = script.dataset.live ?? '';
const panel = new Panel();

// Scripts run in their order in the page, and this is the first: the page is still as it was served.
const body = new Mirror(document.body);
let root = /** @type {HTMLElement} */ (document.documentElement.cloneNode(false));

/** @type {EventSource | null} */
let source = null;
/** @type {number | undefined} */
let lost;

function connect() {
  if (source) return;
  const events = new EventSource('/-live/events?' + new URLSearchParams({ page: location.pathname, have: version }));
  source = events;
  events.onopen = () => {
    clearTimeout(lost);
    lost = undefined;
    panel.showLost(false);
  };
  events.addEventListener('state', event => show(JSON.parse(event.data)));
  events.onerror = () => {
    // A server that was only started again is back by then.
    lost ??= window.setTimeout(() => {
      panel.showLost(true);
      showRunning([], '');
    }, 1500);
    // Some browsers give up when nobody answers.
    if (events.readyState !== EventSource.CLOSED) return;
    disconnect();
    window.setTimeout(connect, 1000);
  };
}

function disconnect() {
  source?.close();
  source = null;
}

// A browser opens six connections to one server: pages that nobody sees must not hold them. They catch up when they are shown.
document.addEventListener('visibilitychange', () => (document.hidden ? disconnect() : connect()));
window.addEventListener('pageshow', connect);
window.addEventListener('pagehide', disconnect);
if (!document.hidden) connect();

/** @param {State} state */
function show(state) {
  if (state.html !== null) {
    const next = new DOMParser().parseFromString(state.html, 'text/html');
    if (!isSameProgram(next)) {
      location.reload();
      return;
    }
    showRoot(next.documentElement);
    showHead(next.head);
    body.morph(next.body);
    version = state.version;
  }
  showRunning(state.running, state.words.running);
  panel.show(state);
  document.dispatchEvent(new CustomEvent('course:shown', { detail: { version: state.version, changed: state.html !== null } }));
}

/**
 * Whether a page runs the scripts that run here: those that have run cannot be taken back.
 * @param {Document} next
 */
function isSameProgram(next) {
  const sources = (/** @type {Document} */ page) => [...page.querySelectorAll('script[src]:not([data-live])')].map(s => s.getAttribute('src')?.split('/').at(-1)).join();
  return sources(next) === sources(document);
}

/** @param {HTMLElement} next */
function showRoot(next) {
  for (const { name, value } of next.attributes) {
    if (root.getAttribute(name) !== value) document.documentElement.setAttribute(name, value);
  }
  root = /** @type {HTMLElement} */ (next.cloneNode(false));
}

/** @param {HTMLHeadElement} next */
function showHead(next) {
  const isStyle = (/** @type {Element} */ e) => e.matches('link[rel=stylesheet]:not([data-live])');
  const isOwn = (/** @type {Element} */ e) => e.matches('[data-live], script[src]');
  const wanted = [...next.children].filter(e => !isOwn(e));
  const before = [...document.head.children].filter(e => !isOwn(e));
  const stale = before.filter(e => !wanted.some(w => w.isEqualNode(e)));
  const fresh = wanted.filter(w => !before.some(e => e.isEqualNode(w))).map(w => document.importNode(w, true));

  // The old style stays until the new one is there, so that the page is never bare.
  const staleStyles = stale.filter(isStyle);
  for (const element of stale) if (!isStyle(element)) element.remove();
  const styles = fresh.filter(isStyle);
  let waiting = styles.length;
  const done = () => {
    if (--waiting > 0) return;
    for (const element of staleStyles) element.remove();
    document.dispatchEvent(new CustomEvent('course:styled'));
  };
  for (const element of styles) {
    element.addEventListener('load', done);
    element.addEventListener('error', done);
  }
  if (styles.length === 0) for (const element of staleStyles) element.remove();
  document.head.append(...fresh);
}

/** @param {string[]} snippets @param {string} words */
function showRunning(snippets, words) {
  const running = new Set(snippets.map(id => 'snippet-' + id));
  for (const element of document.querySelectorAll('[data-live-running]')) {
    if (running.has(element.id)) continue;
    element.removeAttribute('data-live-running');
    element.removeAttribute('aria-busy');
  }
  for (const id of running) {
    const element = document.getElementById(id);
    element?.setAttribute('data-live-running', words);
    element?.setAttribute('aria-busy', 'true');
  }
}
