import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, createApi } from '../../../Public/js/api.js';
import { unlock } from '../../../Public/js/session.js';

/** An API whose gateway answers from a table `METHOD path`. */
function fakeAPI(answers, token = 'tok') {
    const calls = [];
    let ended = 0;
    const fetch = async (url, { method, headers, body }) => {
        const name = `${method} ${url.replace('/admin/api/', '')}`;
        calls.push({ name, headers, body });
        const answer = answers[name];
        if (answer === undefined) throw new TypeError('connection refused');
        const [status, value, extra] = typeof answer === 'function' ? answer({ headers, body }) : answer;
        const text = value === null ? null : typeof value === 'string' ? value : JSON.stringify(value);
        return new Response(text, { status, headers: extra });
    };
    const api = createApi({ fetch, readToken: () => token, onUnauthorized: () => { ended += 1; } });
    return { api, calls, ended: () => ended };
}

test('the token travels in its header and nowhere else', async () => {
    const { api, calls } = fakeAPI({ 'GET status': [200, { state: 'stopped' }] });
    assert.deepEqual(await api.status(), { state: 'stopped' });
    assert.equal(calls[0].headers['X-Admin-Token'], 'tok');
});

test('a refusal keeps code, message, members and the time to wait', async () => {
    const { api } = fakeAPI({ 'POST start': [429, { code: 'slow', message: 'm', host: 'h' }, { 'Retry-After': '7' }] });
    await assert.rejects(api.start(), (error) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.status, error.code, error.message, error.extra], [429, 'slow', 'm', { host: 'h', retry_after: 7 }]);
        return true;
    });
});

test('no answer, and an answer that is not the gateway\'s, are told apart', async () => {
    const { api } = fakeAPI({ 'GET status': [502, '<html>'] });
    await assert.rejects(api.status(), { code: 'bad_answer' });
    await assert.rejects(api.config(), { code: 'server_gone' });
});

test('a session that ended is reported, a wrong login is not', async () => {
    const { api, ended } = fakeAPI({ 'GET status': [401, { code: 'admin_auth' }], 'GET session': [401, { code: 'admin_auth' }] });
    await assert.rejects(api.checkToken('x'), { status: 401 });
    assert.equal(ended(), 0);
    await assert.rejects(api.status(), { status: 401 });
    assert.equal(ended(), 1);
});

test('a saved configuration carries If-Match and brings back the new tag', async () => {
    const { api, calls } = fakeAPI({ 'PATCH config': [200, { changed: [] }, { ETag: '"4"' }] });
    assert.equal((await api.saveConfig({ proxy: {} }, '"3"')).etag, '"4"');
    assert.equal(calls[0].headers['If-Match'], '"3"');
});

test('a pasted text is tried as token, then as code', async () => {
    const { api, calls } = fakeAPI({ 'GET session': [401, { code: 'admin_auth' }], 'POST login': [200, { token: 'new' }] });
    assert.equal(await unlock(api, ' abc '), 'new');
    assert.deepEqual(calls.map((call) => call.name), ['GET session', 'POST login']);
});

test('a pasted link goes straight to the login', async () => {
    const { api, calls } = fakeAPI({ 'POST login': [200, { token: 'new' }] });
    assert.equal(await unlock(api, 'http://127.0.0.1:8046/admin#c=xyz'), 'new');
    assert.equal(calls[0].body, '{"code":"xyz"}');
    assert.equal(calls[0].headers['X-Admin-Token'], undefined);
});

test('an API key and a text no header can carry are refused without using up a try', async () => {
    const { api, calls } = fakeAPI({});
    for (const text of ['sk-123456789', 'größe', 'two words']) await assert.rejects(unlock(api, text), { status: 401 });
    assert.equal(calls.length, 0);
});

test('being slowed down is not mistaken for a wrong token', async () => {
    const { api, calls } = fakeAPI({ 'GET session': [429, { code: 'too_many_attempts', retry_after: 3 }] });
    await assert.rejects(unlock(api, 'abc'), { code: 'too_many_attempts' });
    assert.equal(calls.length, 1);
});
