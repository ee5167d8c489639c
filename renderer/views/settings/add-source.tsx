export function AddSource(_props: { readonly onClose: () => void }) { return null; }
