import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, problems, shown } from '../../../Public/js/draft.js';

const saved = { port: 8045, allow_lan_access: false, auth_mode: 'auto', api_key: 'sk-…1a2b', allowed_origins: ['https://a.example'] };

test('nothing typed changes nothing', () => {
    assert.deepEqual(changes(saved, {}), {});
    assert.deepEqual(problems({}), {});
});

test('typing the saved value again changes nothing', () => {
    const draft = { port: '08045', allow_lan_access: false, auth_mode: 'auto', api_key: '', allowed_origins: 'https://a.example\n' };
    assert.deepEqual(changes(saved, draft), {});
});

test('each changed field is in the patch, with its own type', () => {
    const draft = { port: '9000', allow_lan_access: true, auth_mode: 'strict', api_key: 'sk-1234567', allowed_origins: '' };
    assert.deepEqual(changes(saved, draft),
        { port: 9000, allow_lan_access: true, auth_mode: 'strict', api_key: 'sk-1234567', allowed_origins: [] });
});

test('a text that breaks its rule stays a change and is named', () => {
    assert.deepEqual(changes(saved, { port: '' }), { port: '' });
    assert.deepEqual(problems({ port: '', api_key: 'sk-1', allowed_origins: 'x' }), {
        port: { id: 'port.bad' }, api_key: { id: 'key.bad' }, allowed_origins: { id: 'origins.bad', params: { line: 'x' } },
    });
});

test('the form shows what was typed, and what is saved elsewhere', () => {
    assert.deepEqual(shown(saved, { port: '90' }),
        { port: '90', allow_lan_access: false, auth_mode: 'auto', api_key: '', allowed_origins: 'https://a.example' });
});
