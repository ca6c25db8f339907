// @ts-check
// First calls to try: shown with the masked key, copied with the real one.

import { confirmCopy, copy } from '../clipboard.js';
import { el, setText } from '../dom.js';
import { baseURL, isUp } from '../format.js';
import { snippets } from '../snippets.js';
import { card } from './field.js';

/** @import { Context, Ready, State } from '../store.js' */

const names = /** @type {const} */ (['health', 'chat', 'python']);

/**
 * @param {Context} parts
 */
export function tryCard({ t, api, actions, store }) {
  /** @param {State} state @param {string} key */
  const texts = ({ saved, status }, key) => saved && snippets({
    base: baseURL(status, saved), key, mode: saved.auth_mode, lan: saved.allow_lan_access,
  });
  const blocks = names.map((name) => {
    const code = el('code', {});
    const label = el('span', { 'aria-hidden': 'true' }, t('try.copy'));
    const button = el('button', { type: 'button', className: 'button small', 'data-copy': name },
      label, el('span', { className: 'visually-hidden' }, t('try.copyOf', { what: t(`try.${name}`) })));
    const copySnippet = async () => {
      const text = texts(store.get(), await api.revealKey())?.[name] ?? '';
      if (await copy(text)) return confirmCopy(label, t('try.copied'), t('try.copy'));
      setText(code, text);
      getSelection()?.selectAllChildren(code);
      actions.tellCopyRefused();
    };
    button.addEventListener('click', () => copySnippet().catch(actions.report));
    const element = el('div', { className: 'snippet' },
      el('div', { className: 'row between' }, el('h3', {}, t(`try.${name}`)), button),
      el('pre', { tabIndex: 0, role: 'region', 'aria-label': t(`try.${name}`) }, code));
    return { name, code, element };
  });
  const note = el('p', { className: 'hint' });
  return {
    element: card(t('try.title'), note, ...blocks.map((block) => block.element)),
    /** @param {Ready} state */
    show(state) {
      const shown = texts(state, state.saved.api_key);
      for (const { name, code } of blocks) setText(code, shown?.[name] ?? '');
      setText(note, `${t('try.lead')}${isUp(state.status) ? '' : ` ${t('try.stopped')}`}`);
    },
  };
}
