/**
 * For `ref` of the field that a dialog or a menu opens with: it has the focus as soon as it is there. Mantine gives it a
 * moment later, and whoever opened it by a key types on meanwhile.
 */
export const focusAtOnce = (field: HTMLElement | null): void => field?.focus({ preventScroll: true });
