// @ts-check
// A labelled control with its hint and its problem, tied together for assistive programs.

import { el, setAttribute, setText } from '../dom.js';

/**
 * @param {object} parts
 * @param {string} parts.id
 * @param {string} parts.label
 * @param {string} parts.setting the name in the configuration file
 * @param {HTMLElement & { id: string }} parts.control
 * @param {HTMLElement[]} [parts.beside] what stands in the control's row
 */
export function field({ id, label, setting, control, beside = [] }) {
  const hint = el('p', { id: `${id}-hint`, className: 'hint' });
  const problem = el('p', { id: `${id}-problem`, className: 'problem', 'aria-live': 'polite' });
  control.id = id;
  setAttribute(control, 'aria-describedby', `${id}-problem ${id}-hint`);
  const row = beside.length > 0 ? el('div', { className: 'row' }, control, ...beside) : control;
  const element = el('div', { className: 'field' }, labelled(id, label, setting), row, problem, hint);
  return {
    element,
    /** @param {string} text */
    hint: (text) => setText(hint, text),
    /** @param {string | null} text */
    problem(text) {
      setText(problem, text ?? '');
      setAttribute(control, 'aria-invalid', text === null ? null : 'true');
    },
  };
}

/** A label with the setting's name beside it. @param {string} id @param {string} label @param {string} setting */
export function labelled(id, label, setting) {
  return el('div', { className: 'label' }, el('label', { htmlFor: id }, label), el('code', {}, setting));
}

/**
 * A box with a heading.
 * @param {string} title
 * @param {...Node} children
 */
export function card(title, ...children) {
  return el('section', { className: 'card stack' }, el('h2', {}, title), ...children);
}
