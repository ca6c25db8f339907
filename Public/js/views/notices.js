// @ts-check
// What the user must know now: that the gateway is gone, how the last action ended, why the start failed.

import { standingNotice } from '../actions.js';
import { el, icon } from '../dom.js';

/** @import { Context, Notice, State } from '../store.js' */
/** @import { Translate } from '../texts.js' */

const symbols = { good: 'check', danger: 'triangle', info: 'info' };

/**
 * @param {HTMLElement} root
 * @param {Context} parts
 */
export function mountNotices(root, { t, store, actions, host, retry }) {
  const region = el('div', { className: 'notices', role: 'status', 'data-notices': '' });
  let shownKey = 'null';
  let dismissed = '';
  let adding = false;

  /** @param {State} state @returns {Notice | null} */
  const current = (state) => {
    if (state.gone) {
      const text = t('notice.gone.text', { host });
      return { tone: 'danger', title: t('notice.gone.title'), text, action: 'retry' };
    }
    if (state.notice) return state.notice;
    // While an action runs the old reason says nothing.
    const standing = state.busy ? null : standingNotice(t, state.status);
    return JSON.stringify(standing) === dismissed ? null : standing;
  };
  const dismiss = () => {
    dismissed = JSON.stringify(standingNotice(t, store.get().status));
    if (store.get().notice) actions.notify(null);
    else show(store.get());
    // The button is gone with its notice; what can be done next is in the bar.
    powerButton(root)?.focus();
  };
  const addDemo = async () => {
    if (adding) return;
    adding = true;
    if (await actions.addDemo()) powerButton(root)?.focus();
    adding = false;
  };
  /** @param {State} state */
  const show = (state) => {
    const notice = current(state);
    const key = JSON.stringify(notice);
    if (key === shownKey) return;
    shownKey = key;
    region.replaceChildren(...(notice ? [card(notice, { t, retry, dismiss, addDemo })] : []));
    if (notice) region.scrollIntoView({ block: 'nearest' });
  };
  root.append(region);
  const unwatch = store.watch((state) => {
    if (state.busy === 'start') dismissed = '';
    show(state);
  });
  return () => {
    unwatch();
    region.remove();
  };
}

/** @param {HTMLElement} root @returns {HTMLElement | null} */
function powerButton(root) {
  return root.querySelector('[data-power]');
}

/**
 * @param {Notice} notice
 * @param {{ t: Translate, retry: () => void, dismiss: () => void, addDemo: () => void }} parts
 */
function card({ tone, title, text, action }, { t, retry, dismiss, addDemo }) {
  const body = el('div', { className: 'notice-body' }, el('p', {}, el('strong', {}, title), text ? ` ${text}` : null));
  const buttons = el('div', { className: 'actions' });
  if (action === 'addDemo') {
    body.append(el('p', { className: 'hint' }, t('notice.demo.explain')));
    buttons.append(button(t('notice.demo.add'), addDemo));
  }
  if (action === 'retry') buttons.append(button(t('notice.retry'), retry));
  else {
    const close = button('', dismiss);
    close.className = 'button quiet icon-only';
    close.append(icon('cross'), el('span', { className: 'visually-hidden' }, t('notice.dismiss')));
    buttons.append(close);
  }
  return el('div', { className: 'notice', 'data-tone': tone }, icon(symbols[tone]), body, buttons);
}

/** @param {string} label @param {() => void} onClick */
function button(label, onClick) {
  const node = el('button', { type: 'button', className: 'button' }, label);
  node.addEventListener('click', onClick);
  return node;
}
