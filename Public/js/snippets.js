// @ts-check
// First calls to try, as text: for reading with a masked key, for copying with the real one.

import { effectiveMode } from './rules.js';

/**
 * @param {{ base: string, key: string, mode: string, lan: boolean }} facts
 * @returns {Record<'health' | 'chat' | 'python', string>}
 */
export function snippets({ base, key, mode, lan }) {
  const bearer = `-H ${shellQuoted(`Authorization: Bearer ${key}`)}`;
  const body = '{"model": "demo",\n   "messages": [{"role": "user", "content": "Hello"}]}';
  const healthKey = effectiveMode(mode, lan) === 'strict' ? ` \\\n  ${bearer}` : '';
  return {
    health: `curl ${base}/healthz${healthKey}`,
    chat: `curl ${base}/v1/chat/completions \\\n  ${bearer} \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`,
    python: [
      'from openai import OpenAI', '',
      'client = OpenAI(',
      `    base_url="${base}/v1",`,
      `    api_key=${JSON.stringify(key)},`,
      ')',
      'answer = client.chat.completions.create(',
      '    model="demo",',
      '    messages=[{"role": "user", "content": "Hello"}],',
      ')',
      'print(answer.choices[0].message.content)',
    ].join('\n'),
  };
}

/**
 * Puts text in single quotes for a POSIX shell.
 * @param {string} text
 */
export function shellQuoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
