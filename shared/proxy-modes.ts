/** `auto`: by HTTPS_PROXY and HTTP_PROXY where they are set, else as the system says; `fixed`: the one that is named. */
export const PROXY_MODES = ['auto', 'none', 'fixed'] as const;
