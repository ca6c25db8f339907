// @ts-check
// The web pages that may call: one origin per line.

import { el } from '../dom.js';
import { problems, shown } from '../draft.js';
import { card, field } from './field.js';

/** @param {import('../store.js').Context} parts */
export function originsCard({ t, actions }) {
  const text = el('textarea', { rows: 3, className: 'mono', spellcheck: false, placeholder: t('origins.example') });
  const origins = field({ id: 'origins', label: t('origins.label'), setting: 'allowed_origins', control: text });
  origins.hint(t('origins.hint'));
  text.addEventListener('input', () => actions.edit('allowed_origins', text.value));
  return {
    element: card(t('origins.title'), origins.element),
    /** @param {import('../store.js').Ready} state */
    show({ saved, draft, refused }) {
      const value = shown(saved, draft).allowed_origins;
      if (text.value !== value) text.value = value;
      const problem = problems(draft).allowed_origins;
      origins.problem(refused.allowed_origins ?? (problem ? t(problem.id, problem.params) : null));
    },
  };
}
