// @ts-check
// Who may call: the four modes as cards and what the chosen one means for each kind of caller.

import { el, icon, setText } from '../dom.js';
import { shown } from '../draft.js';
import { authModes, whoMayCall } from '../rules.js';
import { card } from './field.js';

const symbols = { open: 'check', key: 'key', refused: 'cross', unreachable: 'dash' };

/** @param {import('../store.js').Context} parts */
export function authCard({ t, actions }) {
  const inputs = authModes.map((mode) => {
    const input = el('input', { type: 'radio', name: 'auth_mode', value: mode, id: `auth-${mode}`,
      'aria-describedby': `auth-${mode}-text` });
    input.addEventListener('change', () => actions.edit('auth_mode', mode));
    return input;
  });
  const problem = el('p', { className: 'problem', 'aria-live': 'polite' });
  const choices = el('fieldset', { className: 'choices' },
    el('legend', { className: 'visually-hidden' }, t('auth.label')), ...inputs.map((input) => choice(t, input)));
  const caption = el('caption', { 'aria-live': 'polite' });
  const rows = el('tbody');
  const table = el('table', { 'data-who': '' }, caption,
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('auth.who')),
      el('th', { scope: 'col' }, t('auth.verdict')))), rows);
  let shownFor = '';
  return {
    element: card(t('auth.title'), choices, problem, table),
    /** @param {import('../store.js').Ready} state */
    show({ saved, draft, refused }) {
      const { auth_mode: mode, allow_lan_access: lan } = shown(saved, draft);
      for (const input of inputs) input.checked = input.value === mode;
      setText(problem, refused.auth_mode ?? '');
      if (shownFor === `${mode} ${lan}`) return;
      shownFor = `${mode} ${lan}`;
      setText(caption, t('auth.table', { mode: t(`auth.${mode}`), lan: t(`auth.lan.${lan ? 'on' : 'off'}`) }));
      rows.replaceChildren(...whoMayCall(mode, lan).map((row) => verdictRow(t, row)));
    },
  };
}

/** @param {import('../texts.js').Translate} t @param {HTMLInputElement} input */
function choice(t, input) {
  return el('label', { className: 'choice', htmlFor: input.id }, input,
    el('span', { className: 'choice-name' }, t(`auth.${input.value}`)),
    el('span', { className: 'hint', id: `auth-${input.value}-text` }, t(`auth.${input.value}.text`)));
}

/**
 * @param {import('../texts.js').Translate} t
 * @param {ReturnType<typeof whoMayCall>[number]} row
 */
function verdictRow(t, { who, verdict }) {
  const name = el('th', { scope: 'row' }, t(`auth.row.${who}`));
  if (who === 'health') name.append(' ', el('code', {}, 'GET /healthz'));
  const risky = who === 'lan' && verdict === 'open';
  return el('tr', { 'data-caller': who, 'data-verdict': verdict, 'data-risky': risky }, name,
    el('td', {}, el('span', { className: 'verdict' }, icon(risky ? 'triangle' : symbols[verdict]), t(`auth.verdict.${verdict}`))));
}
