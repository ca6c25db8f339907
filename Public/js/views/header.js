// @ts-check
// The top bar: state in words and shape, what runs now, Start and Stop, theme, sign out.

import { bird, el, icon, setAttribute, setText } from '../dom.js';
import { changes } from '../draft.js';
import { describeState, isUp } from '../format.js';
import { applyTheme, currentTheme, themes } from '../theme.js';

/** @import { Context, State } from '../store.js' */
/** @import { Translate } from '../texts.js' */

/**
 * @param {HTMLElement} root
 * @param {Context} parts
 */
export function mountHeader(root, { t, store, actions, signOut }) {
  const shape = el('span', { className: 'shape' });
  const words = el('span');
  const chip = el('p', { className: 'chip', role: 'status', 'data-chip': '' }, shape, words);
  const accounts = el('span', { 'data-accounts': '' });
  const inFlight = el('span');
  const power = el('button', { type: 'button', className: 'button power', 'data-power': '' });
  const leave = el('button', { type: 'button', className: 'button quiet icon-only', title: t('header.signOut') },
    icon('leave'), el('span', { className: 'visually-hidden' }, t('header.signOut')));
  const bar = el('header', { className: 'bar' },
    el('a', { className: 'skip', href: '#settings' }, t('app.skip')),
    el('span', { className: 'brand' }, bird(), el('span', {}, t('app.name'))),
    chip,
    el('div', { className: 'counts' }, accounts, inFlight),
    el('div', { className: 'tools' }, themeSwitch(t), leave),
    power);

  leave.addEventListener('click', signOut);
  bar.querySelector('.skip')?.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('settings')?.focus();
  });
  power.addEventListener('click', () => {
    if (power.getAttribute('aria-disabled') === 'true') return;
    if (power.dataset.power === 'stop') actions.stop();
    else actions.start();
  });
  root.prepend(bar);
  const unwatch = store.watch((state) => {
    showChip(t, state, chip, shape, words);
    setText(accounts, state.status ? t('header.accounts', { n: state.status.active_accounts }) : '');
    setText(inFlight, state.status ? t('header.inFlight', { n: state.status.in_flight }) : '');
    showPower(t, state, power);
  });
  return () => {
    unwatch();
    bar.remove();
  };
}

/**
 * @param {Translate} t
 * @param {State} state
 * @param {HTMLElement} chip
 * @param {HTMLElement} shape
 * @param {HTMLElement} words
 */
function showChip(t, state, chip, shape, words) {
  const described = describeState(state.status, state.saved, state.gone);
  const parts = described.phrases.map((phrase) => 'literal' in phrase ? phrase.literal : t(phrase.id, phrase.params));
  setAttribute(chip, 'data-tone', described.tone);
  if (shape.dataset.shape !== described.shape) {
    shape.dataset.shape = described.shape;
    shape.replaceChildren(icon(described.shape));
  }
  const text = parts.join(' · ');
  if (words.textContent !== text) {
    // Pieces that must not break in the middle.
    words.replaceChildren(...parts.flatMap((part, index) =>
      [index > 0 ? ' · ' : '', el('span', { className: 'piece' }, part)]));
  }
  if (!state.locked) document.title = t('title.state', { state: parts[0] });
}

/**
 * @param {Translate} t
 * @param {State} state
 * @param {HTMLElement} power
 */
function showPower(t, state, power) {
  const { status, saved, draft, busy, gone } = state;
  const verb = isUp(status) ? 'stop' : 'start';
  const waiting = busy === 'start' || status?.state === 'starting' ? 'header.starting'
    : busy === 'stop' || status?.state === 'draining' ? 'header.stopping' : null;
  const dirty = saved !== null && Object.keys(changes(saved, draft)).length > 0;
  setText(power, t(waiting ?? (verb === 'stop' ? 'header.stop' : dirty ? 'header.saveAndStart' : 'header.start')));
  setAttribute(power, 'data-power', verb);
  setAttribute(power, 'aria-disabled', waiting || busy || gone || saved === null ? 'true' : null);
}

/** @param {Translate} t */
function themeSwitch(t) {
  const icons = { auto: 'system', light: 'sun', dark: 'moon' };
  const choices = themes.map((theme) => {
    const input = el('input', {
      type: 'radio', name: 'theme', value: theme, checked: theme === currentTheme(),
      className: 'visually-hidden',
    });
    input.addEventListener('change', () => applyTheme(theme));
    return el('label', { title: t(`theme.${theme}`) }, input, icon(icons[theme]),
      el('span', { className: 'visually-hidden' }, t(`theme.${theme}`)));
  });
  return el('fieldset', { className: 'segments' },
    el('legend', { className: 'visually-hidden' }, t('theme.label')), ...choices);
}
