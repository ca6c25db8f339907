import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseURL, bindAddress, codeIn, describeState, standingProblem } from '../../../Public/js/format.js';
import { shellQuoted, snippets } from '../../../Public/js/snippets.js';

const idle = { active_accounts: 1, in_flight: 0 };
const proxy = { port: 8045, auth_mode: 'auto' };

test('a link, or its fragment, gives its code', () => {
    assert.equal(codeIn('#c=abc-123'), 'abc-123');
    assert.equal(codeIn(' http://127.0.0.1:8046/admin#c=abc \n'), 'abc');
    for (const text of ['', '#c=', '#d=abc', 'abc', '#c=a b']) assert.equal(codeIn(text), null);
});

test('the address follows LAN access; clients here use loopback all the same', () => {
    assert.equal(bindAddress({ port: 1, allow_lan_access: true }), '0.0.0.0:1');
    assert.equal(bindAddress({ port: 1, allow_lan_access: false }), '127.0.0.1:1');
    assert.equal(baseURL({ state: 'running', base_url: 'http://0.0.0.0:9', ...idle }, proxy), 'http://127.0.0.1:9');
    assert.equal(baseURL(null, proxy), 'http://127.0.0.1:8045');
});

test('each state has its shape and its word', () => {
    const look = (state, more = {}) => {
        const { shape, phrases } = describeState({ state, ...idle, ...more }, proxy, false);
        return [shape, ...phrases.map((phrase) => phrase.id ?? phrase.literal)].join(' ');
    };
    assert.equal(look('running', { address: '127.0.0.1:8045' }), 'dot chip.running 127.0.0.1:8045 chip.auth');
    assert.equal(look('stopped'), 'ring chip.stopped');
    assert.equal(look('starting'), 'half chip.starting');
    assert.equal(look('draining', { in_flight: 3 }), 'half chip.draining');
    assert.equal(look('failed', { reason: { code: 'bind_failed', reason: 'in_use', port: 1 } }), 'triangle chip.failed.in_use');
    assert.equal(look('failed', { reason: { code: 'odd' } }), 'triangle chip.failed');
    assert.equal(describeState(null, null, true).phrases[0].id, 'chip.gone');
});

test('a start that failed for want of an account is past once there is one', () => {
    const reason = { code: 'no_accounts' };
    assert.equal(standingProblem({ state: 'failed', reason, active_accounts: 0, in_flight: 0 }), reason);
    assert.equal(standingProblem({ state: 'failed', reason, active_accounts: 1, in_flight: 0 }), null);
});

test('the health check carries the key only where it is asked for', () => {
    const facts = { base: 'http://127.0.0.1:1', key: 'sk-k', lan: true };
    assert.equal(snippets({ ...facts, mode: 'auto' }).health, 'curl http://127.0.0.1:1/healthz');
    assert.match(snippets({ ...facts, mode: 'strict' }).health, /Bearer sk-k'$/);
});

test('a key with quotes cannot leave its quotes', () => {
    assert.equal(shellQuoted("a'b$(c)"), "'a'\\''b$(c)'");
    assert.match(snippets({ base: 'http://h', key: 'sk-"\\', mode: 'off', lan: false }).python, /api_key="sk-\\"\\\\",/);
});
