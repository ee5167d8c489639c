import { LotwatchError } from '../result.ts';
import { ruleSchema, type Rule } from './rule.ts';

/** @param from names it for people: the file. @throws LotwatchError `bad-input` with the place and what is wrong there */
export function parseRule(value: unknown, from: string): Rule {
  const parsed = ruleSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const words = parsed.error.issues.map(({ code, path, message }) => {
    const place = path.join('.');
    const isKind = code === 'invalid_union' && place === 'when.kind';
    return `${place}: ${isKind ? 'one of changes, crosses, is, source and log' : message}`;
  });
  throw new LotwatchError('bad-input', `${from} is not a rule: ${words.join('; ')}.`);
}
