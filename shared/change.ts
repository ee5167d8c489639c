/** Some fields of T; a field that is absent or undefined stays as it is. */
export type Change<T> = { readonly [Field in keyof T]?: T[Field] | undefined };

/** `base` with the fields that `change` names. */
export function withChange<T extends object>(base: T, change: Change<T>): T {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...base, ...named };
}
