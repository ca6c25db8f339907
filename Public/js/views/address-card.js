// @ts-check
// Where the proxy listens: the port and the LAN switch, each with its consequence.

import { el, setAttribute, setText } from '../dom.js';
import { problems, shown } from '../draft.js';
import { bindAddress, isUp } from '../format.js';
import { effectiveMode, readPort } from '../rules.js';
import { card, field, labelled } from './field.js';

/** @import { Form, Proxy } from '../draft.js' */
/** @import { Translate } from '../texts.js' */

/** @param {import('../store.js').Context} parts */
export function addressCard({ t, actions }) {
  const port = el('input', { type: 'text', inputMode: 'numeric', autocomplete: 'off', className: 'short', maxLength: 5 });
  const portField = field({ id: 'port', label: t('port.label'), setting: 'port', control: port });
  port.addEventListener('input', () => actions.edit('port', port.value));

  const lan = el('input', { id: 'lan', type: 'checkbox', role: 'switch', 'aria-describedby': 'lan-hint', className: 'switch' });
  const consequence = el('p', { id: 'lan-hint', className: 'hint consequence', 'aria-live': 'polite' });
  const address = el('p', { className: 'hint preview' });
  lan.addEventListener('change', () => actions.edit('allow_lan_access', lan.checked));

  const lanField = el('div', { className: 'field' },
    el('div', { className: 'row between' }, labelled('lan', t('lan.label'), 'allow_lan_access'), lan), consequence);
  return {
    element: card(t('listener.title'), portField.element, lanField, address),
    /** @param {import('../store.js').Ready} state */
    show({ saved, draft, status, refused }) {
      const form = shown(saved, draft);
      const up = isUp(status);
      if (port.value !== form.port) port.value = form.port;
      port.disabled = up;
      portField.hint(t(up ? 'port.locked' : 'port.hint'));
      const problem = problems(draft).port;
      portField.problem(refused.port ?? (problem ? t(problem.id) : null));

      lan.checked = form.allow_lan_access;
      const risk = lanRisk(form);
      setText(consequence, lanConsequence(t, risk));
      setAttribute(consequence, 'data-tone', risk);
      showAddress(t, address, saved, form, status);
    },
  };
}

/** How much LAN access lets in: null, 'warn' or 'danger'. @param {Form} form */
function lanRisk({ allow_lan_access: lan, auth_mode: mode }) {
  if (!lan) return null;
  return effectiveMode(mode, lan) === 'off' ? 'danger' : 'warn';
}

/** @param {Translate} t @param {string | null} risk */
function lanConsequence(t, risk) {
  if (risk === null) return t('lan.off');
  return [t('lan.on'), t(risk === 'danger' ? 'lan.on.open' : 'lan.on.key'), t('lan.on.page')].join(' ');
}

/**
 * @param {Translate} t
 * @param {HTMLElement} node
 * @param {Proxy} saved
 * @param {Form} form
 * @param {import('../store.js').Ready['status']} status
 */
function showAddress(t, node, saved, form, status) {
  const port = readPort(form.port);
  const address = bindAddress({ port: port ?? saved.port, allow_lan_access: form.allow_lan_access });
  // The port of a run can differ from the saved one: the server says which it is.
  const now = isUp(status) && address === bindAddress(saved);
  setText(node, t(now ? 'lan.bind.now' : 'lan.bind.will', { address: now ? status.address ?? address : address }));
}
