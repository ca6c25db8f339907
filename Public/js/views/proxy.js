// @ts-check
// The API proxy page: one form for the settings, and beside it what to do with them.

import { el, setText } from '../dom.js';
import { changePhrases, changes, shown } from '../draft.js';
import { bindAddress, isUp } from '../format.js';
import { addressCard } from './address-card.js';
import { adviceCard } from './advice-card.js';
import { authCard } from './auth-card.js';
import { keyCard } from './key-card.js';
import { originsCard } from './origins-card.js';
import { tryCard } from './try-card.js';

/** @import { Context, Ready } from '../store.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} parts
 */
export function mountProxy(root, parts) {
  const { t, store, actions } = parts;
  const settings = [addressCard(parts), authCard(parts), keyCard(parts), originsCard(parts)];
  const guides = [adviceCard(parts), tryCard(parts)];
  const bar = saveBar(parts);
  const form = el('form', { id: 'settings', className: 'settings', tabIndex: -1, noValidate: true, 'aria-label': t('page.title') },
    ...settings.map((part) => part.element), bar.element);
  const loading = el('p', { className: 'hint' }, t('page.loading'));
  const columns = el('div', { className: 'columns', hidden: true }, form,
    el('div', { className: 'guides' }, ...guides.map((part) => part.element)));
  let attention = 0;

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    actions.save();
  });
  root.replaceChildren(el('div', { className: 'page-head' }, el('h1', {}, t('page.title')),
    el('p', {}, t('page.lead'))), loading, columns);
  const unwatch = store.watch((state) => {
    const { saved } = state;
    loading.hidden = saved !== null;
    columns.hidden = saved === null;
    if (saved === null) return;
    const ready = { ...state, saved };
    for (const part of [...settings, bar, ...guides]) part.show(ready);
    if (state.attention === attention) return;
    attention = state.attention;
    /** @type {HTMLElement | null} */ (form.querySelector('[aria-invalid="true"]'))?.focus();
  });
  return () => {
    unwatch();
    root.replaceChildren();
  };
}

/**
 * What is not saved yet, with Save and Discard; there only when something is.
 * @param {Context} parts
 */
function saveBar({ t, actions }) {
  const summary = el('p', { 'data-unsaved': '', 'aria-live': 'polite' });
  const effect = el('p', { className: 'hint' });
  const discard = el('button', { type: 'button', className: 'button' }, t('save.discard'));
  const save = el('button', { type: 'submit', className: 'button primary', 'data-save': '' });
  const element = el('div', { className: 'save-bar', hidden: true }, el('div', {}, summary, effect),
    el('div', { className: 'actions' }, discard, save));
  discard.addEventListener('click', () => actions.discard());
  return {
    element,
    /** @param {Ready} state */
    show({ saved, draft, status, busy }) {
      const patch = changes(saved, draft);
      const phrases = changePhrases(t, saved, patch);
      if (phrases.length === 0 && element.contains(document.activeElement)) {
        document.getElementById('settings')?.focus({ preventScroll: true });
      }
      element.hidden = phrases.length === 0;
      setText(summary, phrases.length ? t('save.unsaved', { n: phrases.length, list: phrases.join(', ') }) : '');
      const moves = isUp(status) && 'allow_lan_access' in patch;
      setText(effect, moves ? t('save.rebind', { address: bindAddress(shown(saved, draft)) }) : '');
      setText(save, t(busy === 'save' ? 'save.saving' : 'save.save'));
    },
  };
}
