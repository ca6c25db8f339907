// @ts-check
// The login: one field for a one-time code, a link or the admin token.

import { bird, el, setAttribute, setText } from '../dom.js';
import { unlock } from '../session.js';

/**
 * @param {HTMLElement} root
 * @param {{ t: import('../texts.js').Translate, api: import('../api.js').Api, host: string, reason?: string,
 *   onUnlocked: (token: string) => void }} parts
 */
export function mountLogin(root, { t, api, host, reason, onUnlocked }) {
  const { page, form, input, button, message } = build(t);
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let countdown;
  let busy = false;

  /** @param {string} text @param {string} state */
  const say = (text, state) => {
    clearInterval(countdown);
    message.replaceChildren(text);
    message.dataset.state = state;
    setAttribute(input, 'aria-invalid', state === 'wrong' ? 'true' : null);
  };
  /** Counts down for the eyes; ears get the number once. @param {number} seconds */
  const slow = (seconds) => {
    let left = Math.max(1, Math.ceil(seconds));
    const visible = el('span', { 'aria-hidden': 'true' }, t('login.slowed', { n: left }));
    say('', 'slowed');
    message.append(el('span', { className: 'visually-hidden' }, t('login.slowed', { n: left })), visible);
    setAttribute(button, 'aria-disabled', 'true');
    countdown = setInterval(() => {
      left -= 1;
      if (left > 0) return setText(visible, t('login.slowed', { n: left }));
      setAttribute(button, 'aria-disabled', null);
      say(t('login.slowedOver'), 'info');
    }, 1_000);
  };
  /** @param {any} error */
  const explainFailure = (error) => {
    if (error.code === 'too_many_attempts') return slow(Number(error.extra.retry_after ?? 1));
    if (error.status === 401) say(t('login.wrong'), 'wrong');
    else if (error.code === 'server_gone') say(t('login.gone', { host }), 'gone');
    else say(t(`error.${error.code}`, { code: error.code, message: error.message }), 'gone');
    input.select();
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (busy || button.getAttribute('aria-disabled') === 'true') return;
    if (input.value.trim() === '') return say(t('login.empty'), 'wrong');
    busy = true;
    say('', 'busy');
    setText(button, t('login.busy'));
    try {
      onUnlocked(await unlock(api, input.value));
    } catch (error) {
      explainFailure(error);
    } finally {
      busy = false;
      setText(button, t('login.submit'));
    }
  });
  root.replaceChildren(page);
  if (reason) say(reason, 'info');
  input.focus();
  return () => {
    clearInterval(countdown);
    root.replaceChildren();
  };
}

/** @param {import('../texts.js').Translate} t */
function build(t) {
  const input = el('input', {
    id: 'login-secret', type: 'password', autocomplete: 'current-password', spellcheck: false, autocapitalize: 'off',
    'aria-describedby': 'login-message login-help',
  });
  const button = el('button', { className: 'button primary wide' }, t('login.submit'));
  const message = el('p', { id: 'login-message', className: 'login-message', role: 'alert' });
  const form = el('form', { className: 'stack' },
    el('div', { className: 'field' }, el('label', { htmlFor: 'login-secret' }, t('login.field')), input), message, button);
  const help = el('p', { id: 'login-help', className: 'hint' },
    `${t('login.help.before')} `, el('code', {}, 'apus link'), ` ${t('login.help.after')}`);
  const head = el('div', { className: 'login-head' }, bird(), el('h1', {}, t('login.title')));
  return { page: el('main', { className: 'login card' }, head, form, help), form, input, button, message };
}
