// @ts-check
// Questions that must be answered before something happens.

import { el } from './dom.js';

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} text
 * @property {string} confirm
 * @property {string} [cancel]
 * @property {{ label: string, word: string }} [typed] a word to type before confirming is possible
 */

/**
 * Makes the function that asks; it answers true only when the user confirmed.
 * @param {HTMLElement} root
 * @param {import('./texts.js').Translate} t
 */
export function createAsk(root, t) {
  return (/** @type {Question} */ question) => new Promise((/** @type {(sure: boolean) => void} */ answer) => {
    const { dialog, confirm } = build(question, t);
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'confirm' && !confirm.disabled);
    });
    root.append(dialog);
    dialog.showModal();
  });
}

/** Ends every open question with no. @param {HTMLElement} root */
export function closeDialogs(root) {
  for (const dialog of root.querySelectorAll('dialog')) dialog.close('');
}

/** @param {Question} question @param {import('./texts.js').Translate} t */
function build({ title, text, confirm: word, cancel, typed }, t) {
  const confirm = el('button', { className: 'button danger', disabled: typed !== undefined, 'data-confirm': '' }, word);
  const input = el('input', { id: 'dialog-field', type: 'text', autocomplete: 'off', autocapitalize: 'off', spellcheck: false });
  const close = el('button', { type: 'button', className: 'button', 'data-cancel': '' }, cancel ?? t('dialog.cancel'));
  const form = el('form', { className: 'stack' },
    el('h2', { id: 'dialog-title' }, title), el('p', { id: 'dialog-text' }, text),
    typed ? el('div', { className: 'field' }, el('label', { htmlFor: 'dialog-field' }, typed.label), input) : null,
    el('div', { className: 'actions end' }, close, confirm));
  const dialog = el('dialog', { 'aria-labelledby': 'dialog-title', 'aria-describedby': 'dialog-text' }, form);
  input.addEventListener('input', () => {
    confirm.disabled = input.value.trim().toLowerCase() !== typed?.word.toLowerCase();
  });
  close.addEventListener('click', () => dialog.close(''));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!confirm.disabled) dialog.close('confirm');
  });
  // The safe answer has the focus unless there is something to type.
  (typed ? input : close).autofocus = true;
  return { dialog, confirm };
}
