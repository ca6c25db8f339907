// @ts-check
// The API key: masked until asked for, copied, rotated, or replaced by one of the user's own.

import { confirmCopy, copy } from '../clipboard.js';
import { el, icon, setAttribute, setText } from '../dom.js';
import { problems } from '../draft.js';
import { keyRules } from '../rules.js';
import { card, field } from './field.js';

/**
 * @param {import('../store.js').Context} parts
 */
export function keyCard({ t, api, actions, ask }) {
  const value = el('input', { type: 'text', readOnly: true, className: 'mono', spellcheck: false });
  const [reveal, copyButton, rotate, own] = ['show', 'copy', 'rotate', 'own'].map((name) =>
    el('button', { type: 'button', className: 'button', 'data-key': name }, t(`key.${name}`)));
  const present = field({ id: 'key', label: t('key.label'), setting: 'api_key', control: value, beside: [reveal, copyButton] });
  const ownKey = ownKeyField(t, actions, () => own.focus());
  const buttons = el('div', { className: 'actions' }, rotate, own);
  let masked = '';
  /** @type {string | null} */
  let revealed = null;
  present.hint(t('key.hint'));

  /** @param {string | null} key */
  const showKey = (key) => {
    revealed = key;
    value.value = key ?? masked;
    setText(reveal, t(key === null ? 'key.show' : 'key.hide'));
  };
  const copyKey = async () => {
    const key = revealed ?? await api.revealKey();
    if (await copy(key)) return confirmCopy(copyButton, t('key.copied'), t('key.copy'));
    showKey(key);
    value.select();
    actions.tellCopyRefused();
  };
  const rotateKey = async () => {
    const question = { title: t('key.rotate.title'), text: t('key.rotate.text'), confirm: t('key.rotate.confirm') };
    if (!(await ask(question))) return;
    const key = await api.rotateKey();
    await actions.reloadConfig();
    showKey(key);
    actions.notify({ tone: 'good', title: t('notice.rotated.title'), text: t('notice.rotated.text') });
  };
  /** @param {() => unknown} act */
  const guarded = (act) => () => Promise.resolve(act()).catch(actions.report);
  reveal.addEventListener('click', guarded(async () => showKey(revealed === null ? await api.revealKey() : null)));
  copyButton.addEventListener('click', guarded(copyKey));
  rotate.addEventListener('click', guarded(rotateKey));
  own.addEventListener('click', () => actions.edit('api_key', ''));
  return {
    element: card(t('key.title'), present.element, ownKey.element, buttons),
    /** @param {import('../store.js').Ready} state */
    show({ saved, draft, refused, locked }) {
      if (locked || masked !== saved.api_key) {
        masked = saved.api_key;
        showKey(null);
      }
      own.hidden = draft.api_key !== undefined;
      ownKey.show(draft, refused.api_key);
    },
  };
}

/**
 * The field for a key of the user's own, with the rules checked while typing.
 * @param {import('../texts.js').Translate} t
 * @param {import('../actions.js').Actions} actions
 * @param {() => void} onClosed
 */
function ownKeyField(t, actions, onClosed) {
  const input = el('input', { type: 'text', className: 'mono', autocomplete: 'off', autocapitalize: 'off', spellcheck: false });
  const cancel = el('button', { type: 'button', className: 'button' }, t('key.ownCancel'));
  const own = field({ id: 'own-key', label: t('key.ownLabel'), setting: 'api_key', control: input, beside: [cancel] });
  const list = el('ul', { className: 'rules', id: 'own-key-rules' });
  own.element.append(list);
  setAttribute(input, 'aria-describedby', 'own-key-problem own-key-rules');
  input.addEventListener('input', () => actions.edit('api_key', input.value));
  cancel.addEventListener('click', () => {
    actions.edit('api_key', undefined);
    onClosed();
  });
  return {
    element: own.element,
    /** @param {import('../draft.js').Draft} draft @param {string | undefined} refused */
    show(draft, refused) {
      const opened = own.element.hidden && draft.api_key !== undefined;
      own.element.hidden = draft.api_key === undefined;
      const typed = draft.api_key ?? '';
      if (input.value !== typed) input.value = typed;
      const problem = problems(draft).api_key;
      own.problem(refused ?? (problem ? t(problem.id) : null));
      list.replaceChildren(...keyRules(typed).map(({ id, met }) => el('li', { 'data-rule': id, 'data-met': met },
        icon(met ? 'check' : 'ring'),
        el('span', { className: 'visually-hidden' }, t(met ? 'key.met' : 'key.unmet')), ` ${t(`key.rule.${id}`)}`)));
      if (opened) input.focus();
    },
  };
}
