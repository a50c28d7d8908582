// @ts-check
// Makes what is on the page like what is served now. Compared are the page as it was served before and as it is served now: what the
// site's own scripts and the reader have done to it since stays, as do all nodes that are the same, and with them scroll positions and focus.

export class Mirror {
  /** The page as it was served. */
  #base;

  /** The node on the page that each node of the base stands for. @type {Map<Node, Node>} */
  #live = new Map();

  /** @param {Element} live An element as it was served, before any script has changed it. */
  constructor(live) {
    this.#base = /** @type {Element} */ (live.cloneNode(true));
    this.#pair(this.#base, live);
  }

  /** @param {Element} to What the element should be like. */
  morph(to) {
    this.#morph(this.#base, to);
  }

  /** @param {Node} base @param {Node} live */
  #pair(base, live) {
    this.#live.set(base, live);
    for (let i = 0; i < base.childNodes.length; i++) this.#pair(base.childNodes[i], live.childNodes[i]);
  }

  /** @param {Node} node A node of the base, which is gone with all below it. */
  #forget(node) {
    this.#live.delete(node);
    for (const child of node.childNodes) this.#forget(child);
  }

  /** @param {Element} base @param {Element} to */
  #morph(base, to) {
    if (base.isEqualNode(to)) return;
    this.#morphAttributes(base, to);
    this.#morphChildren(base, to);
  }

  /** @param {Element} base @param {Element} to */
  #morphAttributes(base, to) {
    const live = /** @type {Element} */ (this.#live.get(base));
    for (const { name, value } of to.attributes) {
      if (base.getAttribute(name) === value) continue;
      base.setAttribute(name, value);
      live.setAttribute(name, value);
    }
    for (const { name } of [...base.attributes]) {
      if (to.hasAttribute(name)) continue;
      base.removeAttribute(name);
      live.removeAttribute(name);
    }
  }

  /** @param {Element} base @param {Element} to */
  #morphChildren(base, to) {
    let old = [...base.childNodes];
    let next = [...to.childNodes];

    // An edit changes one place as a rule: what stands before and behind it stays as it is.
    let start = 0;
    while (start < old.length && start < next.length && old[start].isEqualNode(next[start])) start++;
    let end = 0;
    while (end < old.length - start && end < next.length - start && old[old.length - 1 - end].isEqualNode(next[next.length - 1 - end])) end++;
    const behind = old[old.length - end] ?? null;
    old = old.slice(start, old.length - end);
    next = next.slice(start, next.length - end);

    const partners = pair(old, next);
    const kept = new Set(partners.values());
    for (const node of old) if (!kept.has(node)) this.#remove(node);

    // Nodes that stay in order are not moved: a moved node loses its scroll position.
    let at = old.find(node => kept.has(node)) ?? behind;
    for (const node of next) {
      const partner = partners.get(node);
      if (!partner) this.#insert(base, document.importNode(node, true), at);
      else if (partner === at) at = at.nextSibling;
      else this.#move(base, partner, at);
      if (!partner) continue;
      if (partner instanceof Element && node instanceof Element) this.#morph(partner, node);
      else if (partner.nodeValue !== node.nodeValue) {
        partner.nodeValue = node.nodeValue;
        /** @type {Node} */ (this.#live.get(partner)).nodeValue = node.nodeValue;
      }
    }
  }

  /** @param {Node} node */
  #remove(node) {
    const live = /** @type {ChildNode} */ (this.#live.get(node));
    this.#forget(node);
    /** @type {ChildNode} */ (node).remove();
    live.remove();
  }

  /** @param {Element} base @param {Node} node @param {Node | null} at */
  #insert(base, node, at) {
    const live = node.cloneNode(true);
    this.#pair(node, live);
    this.#move(base, node, at, live);
  }

  /** @param {Element} base @param {Node} node @param {Node | null} at */
  #move(base, node, at, live = /** @type {Node} */ (this.#live.get(node))) {
    base.insertBefore(node, at);
    const parent = /** @type {Node} */ (this.#live.get(base));
    // A script may have taken away what it should stand before.
    let before = at;
    while (before && this.#live.get(before)?.parentNode !== parent) before = before.nextSibling;
    parent.insertBefore(live, before ? /** @type {Node} */ (this.#live.get(before)) : this.#lastOwn(parent, base, node));
  }

  /**
   * What scripts have added at the end of a place stays at its end.
   * @param {Node} parent @param {Element} base @param {Node} node
   */
  #lastOwn(parent, base, node) {
    for (let own = node.previousSibling; own; own = own.previousSibling) {
      const live = this.#live.get(own);
      if (live?.parentNode === parent) return live.nextSibling;
    }
    return parent.firstChild;
  }
}

/**
 * Finds for each new node the old one that becomes it: one with the same id, else one that is equal, else the next of its kind.
 * @param {Node[]} old @param {Node[]} next
 * @returns {Map<Node, Node>}
 */
function pair(old, next) {
  const partners = new Map();
  const free = new Set(old);
  const byId = new Map(old.flatMap(node => (hasId(node) ? [[/** @type {Element} */ (node).id, node]] : [])));
  const take = (/** @type {Node} */ node, /** @type {Node | undefined} */ partner) => {
    if (partner && free.delete(partner)) partners.set(node, partner);
  };
  for (const node of next) {
    const twin = hasId(node) ? byId.get(/** @type {Element} */ (node).id) : undefined;
    if (twin?.nodeName === node.nodeName) take(node, twin);
  }
  for (const node of next) {
    if (!partners.has(node)) take(node, [...free].find(other => other.nodeName === node.nodeName && other.isEqualNode(node)));
  }
  for (const node of next) {
    if (!partners.has(node)) take(node, [...free].find(other => other.nodeName === node.nodeName && !hasId(other) && !hasId(node)));
  }
  return partners;
}

/** @param {Node} node */
function hasId(node) {
  return node instanceof Element && node.id !== '';
}
