import type { ButtonHTMLAttributes, Ref } from 'react';

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly tone?: 'default' | 'primary' | 'danger' | 'plain';
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A button that does not submit by accident. */
export function Button({ tone = 'default', small = false, className = '', ...rest }: ButtonProps) {
  const classes = ['button', tone === 'default' ? '' : `is-${tone}`, small ? 'is-small' : '', className];
  return <button type="button" {...rest} className={classes.filter(Boolean).join(' ')} />;
}

type ChipProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A small switch in a panel's head; without `pressed` a small button. */
export function Chip({ pressed, className = '', ...rest }: ChipProps) {
  return <button type="button" aria-pressed={pressed} {...rest} className={`chip ${className}`.trim()} />;
}
