// @ts-check
// Builds elements; strings become text nodes, so data can never become markup.

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * Builds an element. Names with a hyphen and `role` become attributes, all others properties.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.includes('-') || name === 'role') node.setAttribute(name, String(value));
    else Reflect.set(node, name, value);
  }
  for (const child of children) if (child !== null) node.append(child);
  return node;
}

/**
 * Writes text only where it differs, so that selections and live regions stay undisturbed.
 * @param {Node} node
 * @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Sets or removes an attribute, only where it differs.
 * @param {Element} node
 * @param {string} name
 * @param {string | null} value
 */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) === value) return;
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

/** Outlines on a 16 × 16 grid; `f:` means filled, the rest are strokes. */
const outlines = {
  dot: 'f:M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3Z',
  ring: 'M8 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Z',
  half: 'f:M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11Zm0 1.5v8a4 4 0 0 1 0-8Z',
  triangle: 'f:M8 2.2 14.5 13.5h-13Z',
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  dash: 'M4 8h8',
  key: 'M10.5 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8.7 7.3 3 13M5 11l1.8 1.8',
  sun: 'M8 5.3a2.7 2.7 0 1 1 0 5.4 2.7 2.7 0 0 1 0-5.4ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M12.6 3.4l-.9.9M4.3 11.7l-.9.9',
  moon: 'M13.3 9.6A5.7 5.7 0 0 1 6.4 2.7a5.7 5.7 0 1 0 6.9 6.9Z',
  system: 'M2 3h12v8H2ZM6 13.7h4M8 11v2.7',
  leave: 'M6.5 2.5h-4v11h4M10 5l3 3-3 3M13 8H6',
  info: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 7.3v3.5M8 5v.4',
};

/**
 * Builds a decorative icon; the word beside it carries the meaning.
 * @param {string} name
 */
export function icon(name) {
  const outline = outlines[/** @type {keyof typeof outlines} */ (name)];
  const filled = outline.startsWith('f:');
  const svg = document.createElementNS(svgSpace, 'svg');
  const path = document.createElementNS(svgSpace, 'path');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('class', filled ? 'icon filled' : 'icon');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', filled ? outline.slice(2) : outline);
  svg.append(path);
  return svg;
}

/** Builds the bird of the project. */
export function bird() {
  return el('img', { className: 'bird', src: '/admin/favicon.svg', alt: '' });
}
