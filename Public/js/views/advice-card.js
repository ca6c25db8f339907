// @ts-check
// The advice for beginners, with a button that fills it in.

import { el } from '../dom.js';
import { card } from './field.js';

const advice = {
  local: { allow_lan_access: false, auth_mode: 'off' },
  lan: { allow_lan_access: true, auth_mode: 'all_except_health' },
};

/** @param {import('../store.js').Context} parts */
export function adviceCard({ t, actions }) {
  const items = Object.entries(advice).map(([name, values]) => {
    const use = el('button', { type: 'button', className: 'button', 'data-advice': name }, t(`advice.use.${name}`));
    use.addEventListener('click', () => {
      for (const [field, value] of Object.entries(values)) actions.edit(field, value);
    });
    return el('li', {}, el('p', {}, t(`advice.${name}`)), use);
  });
  return { element: card(t('advice.title'), el('ol', { className: 'advice' }, ...items)), show() {} };
}
