// @ts-check
// Shows what is wrong above the page: a panel that can be put away, and what is left of it then.

const style = fetch(new URL('./panel.css', import.meta.url)).then(answer => answer.text());

/**
 * @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export class Panel {
  #host = element('course-live');
  #root = this.#host.attachShadow({ mode: 'open' });
  #section = element('section', { class: 'panel', hidden: '' });
  #pill = element('button', { class: 'pill', type: 'button', hidden: '', 'aria-expanded': 'false' });
  #lost = element('p', { class: 'lost', role: 'status' });
  #status = element('p', { class: 'unseen', role: 'status' });

  /** The errors that the author has put away: the panel comes back when there are others. */
  #dismissed = '';
  #errors = '';

  /** Whether the author has opened the panel, which warnings alone do not. */
  #isWanted = false;
  #shown = '';
  #said = '';
  /** @type {Record<string, string>} */
  #words = {};

  constructor() {
    this.#root.append(this.#section, this.#pill, this.#lost, this.#status);
    this.#pill.addEventListener('click', () => this.#open());
    this.#section.addEventListener('keydown', event => event.key === 'Escape' && this.#dismiss());
    void style.then(text => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      this.#root.adoptedStyleSheets = [sheet];
      document.documentElement.append(this.#host);
    });
  }

  /** @param {boolean} isLost */
  showLost(isLost) {
    this.#lost.textContent = isLost ? (this.#words.lost ?? '') : '';
  }

  /** @param {import('./live.js').State} state */
  show(state) {
    this.#words = state.words;
    this.#host.lang = document.documentElement.lang;
    const errors = state.problems.filter(p => p.severity === 'error');
    const summary = [count(errors.length, 'error', state.words), count(state.problems.length - errors.length + state.more, 'warning', state.words)]
      .filter(words => words !== '').join(' · ');
    this.#say(state.running.length > 0 ? state.words.running : summary);
    const shown = JSON.stringify([state.problems, summary, state.words.dismiss]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#host.toggleAttribute('data-errors', errors.length > 0);
    this.#pill.textContent = summary;
    this.#section.setAttribute('aria-label', state.words.problems);
    const focus = this.#root.activeElement?.id;
    this.#section.replaceChildren(...this.#content(state, summary));
    if (focus) this.#root.getElementById(focus)?.focus();
    this.#errors = JSON.stringify(errors);
    if (errors.length === 0) this.#dismissed = '';
    const isNews = errors.length > 0 && this.#errors !== this.#dismissed;
    if (summary === '') this.#isWanted = false;
    this.#reveal(isNews || this.#isWanted, summary !== '');
  }

  /** @param {import('./live.js').State} state @param {string} summary */
  #content(state, summary) {
    const { words } = state;
    const close = element('button', { id: 'close', class: 'close', type: 'button', 'aria-label': words.dismiss, title: words.dismiss }, '×');
    close.addEventListener('click', () => this.#dismiss());
    const here = state.problems.filter(p => p.here);
    const elsewhere = state.problems.filter(p => !p.here);
    const parts = [element('header', {}, element('h2', {}, summary), ...(state.isCurrent ? [] : [element('p', {}, words.kept)]), close)];
    if (here.length > 0) parts.push(this.#list(here, words));
    if (here.length > 0 && elsewhere.length > 0) parts.push(element('h3', {}, words.elsewhere));
    if (elsewhere.length > 0) parts.push(this.#list(elsewhere, words));
    if (state.more > 0) parts.push(element('p', { class: 'more' }, `+ ${state.more}`));
    return parts;
  }

  /** @param {import('./live.js').Problem[]} problems @param {Record<string, string>} words */
  #list(problems, words) {
    return element('ol', {}, ...problems.map(problem => element('li', { class: problem.severity },
      element('p', { class: 'head' }, element('b', {}, problem.id), ' ', this.#place(problem, words)),
      element('p', { class: 'message', lang: 'en' }, ...withCode(problem.message)),
      ...(problem.excerpt.length > 0 ? [element('pre', { tabindex: '0', lang: 'und' }, problem.excerpt.join('\n'))] : []),
      element('p', { class: 'remedy', lang: 'en' }, ...withCode(problem.remedy)))));
  }

  /** @param {import('./live.js').Problem} problem @param {Record<string, string>} words */
  #place(problem, words) {
    if (problem.editor) return element('a', { class: 'place', href: problem.editor, title: words.open }, problem.place);
    const button = element('button', { class: 'place', type: 'button', title: words.copy }, problem.place);
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(problem.place);
      button.setAttribute('data-note', words.copied);
      setTimeout(() => button.removeAttribute('data-note'), 1500);
    });
    return button;
  }

  /** @param {string} words */
  #say(words) {
    // Said once, not with every save.
    if (words !== this.#said) this.#status.textContent = this.#said = words;
  }

  #open() {
    this.#dismissed = '';
    this.#isWanted = true;
    this.#reveal(true, true);
    this.#root.getElementById('close')?.focus();
  }

  #dismiss() {
    this.#dismissed = this.#errors;
    this.#isWanted = false;
    this.#reveal(false, true);
    this.#pill.focus();
  }

  /** @param {boolean} panel @param {boolean} pill */
  #reveal(panel, pill) {
    this.#section.hidden = !panel;
    this.#pill.hidden = panel || !pill;
    this.#pill.setAttribute('aria-expanded', String(panel));
  }
}

/**
 * What stands between backticks is code.
 * @param {string} text
 */
function withCode(text) {
  return text.split('`').map((part, i) => (i % 2 === 1 ? element('code', {}, part) : part));
}

/** @param {number} number @param {string} word @param {Record<string, string>} words */
function count(number, word, words) {
  return number === 0 ? '' : number === 1 ? words[word] : words[word + 's'].replace('{0}', String(number));
}
