import type { Message } from '../../shared/alerts/message.ts';
import { LotwatchError } from '../../shared/result.ts';

/** Bodies for receivers that want JSON of their own, as Slack and Teams do: JSON text with {{names}} in it. */

const NAMES = ['id', 'rule', 'at', 'state', 'count', 'text', 'url', 'vehicles'] as const;
type Name = (typeof NAMES)[number];
const isName = (name: string): name is Name => NAMES.some((one) => one === name);
const PLACE = /\{\{\s*(\w+)\s*\}\}/g;

/** Within quotes a text stands as JSON writes it, without its own quotes; elsewhere the JSON of the value. */
export function fillTemplate(template: string, message: Message): string {
  return template.replace(PLACE, (place, name: string, at: number) => {
    if (!isName(name)) return place;
    const json = JSON.stringify(message[name]);
    const isQuoted = insideQuotes(template, at);
    if (!isQuoted) return json;
    return typeof message[name] === 'string' ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
  });
}

function insideQuotes(text: string, end: number): boolean {
  let quoted = false;
  for (let at = 0; at < end; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
  }
  return quoted;
}

const SAMPLE: Message = {
  ...{ id: 'id', rule: 'A "rule"', at: '2026-01-01T00:00:00.000Z', state: 'test', count: 1 },
  ...{ text: 'Line 1\nLine 2', url: 'http://127.0.0.1/', vehicles: [], urgent: false },
};

/** @throws LotwatchError `bad-input` for a template that makes no JSON, or names what there is not. */
export function checkTemplate(template: string): void {
  const strange = [...template.matchAll(PLACE)].find(([, name]) => !isName(name ?? ''));
  if (strange !== undefined)
    throw new LotwatchError(
      'bad-input',
      `${strange[0]} is not known; a template may use ${NAMES.map((name) => `{{${name}}}`).join(', ')}.`,
    );
  try {
    JSON.parse(fillTemplate(template, SAMPLE));
  } catch {
    throw new LotwatchError(
      'bad-input',
      'The template does not make JSON; write it like {"text": "{{text}}"}.',
    );
  }
}
