import type { ButtonHTMLAttributes, Ref } from 'react';
import { useOffline } from '../stores-context.tsx';

type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  readonly tone?: 'default' | 'primary' | 'danger' | 'plain';
  readonly small?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  /** Why it cannot be pressed now; null = it can be. There is no other way to switch a button off: none is dead without a word. */
  readonly off?: string | null;
};

/**
 * A button that does not submit by accident. One that is off keeps the focus and its place in the tab order: who
 * pressed it is still there when it is on again, and its reason can be read.
 */
export function Button(props: ButtonProps) {
  const { tone = 'default', small = false, className = '', off = null, title, onClick, ...rest } = props;
  const classes = ['button', tone === 'default' ? '' : `is-${tone}`, small ? 'is-small' : '', className];
  return (
    <button
      type="button"
      {...rest}
      className={classes.filter(Boolean).join(' ')}
      title={off ?? title}
      aria-disabled={off === null ? undefined : true}
      onClick={off === null ? onClick : undefined}
    />
  );
}

/** A button whose press asks the core for something: off, with the reason, while the core is away. */
export function CoreButton({ off = null, ...rest }: ButtonProps) {
  const offline = useOffline();
  return <Button {...rest} off={offline ?? off} />;
}

type ChipProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly pressed?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A small switch in a panel's head; without `pressed` a small button. */
export function Chip({ pressed, className = '', ...rest }: ChipProps) {
  return <button type="button" aria-pressed={pressed} {...rest} className={`chip ${className}`.trim()} />;
}
