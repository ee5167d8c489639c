/** How Lotwatch reaches feeds and Redis. */
export const networkText = {
  title: 'Network',
  proxy: 'Proxy for https and http addresses',
  modes: { auto: 'Automatic', none: 'No proxy', fixed: 'This proxy' },
  proxyHint:
    'Automatic: HTTPS_PROXY and HTTP_PROXY if they are set, otherwise the settings of the system. SFTP and FTP connect directly.',
  address: 'Address of the proxy',
  addressHint: (known: string | null) =>
    known === null
      ? 'http://host:port, or http://user:password@host:port; the password is never shown'
      : `In use: ${known}. Enter another one to replace it.`,
  caFile: 'File of certificate authorities',
  caFileHint:
    'PEM file of your own authority, for feeds and Redis. Authorities installed in the system are trusted already. Empty: none.',
  given: 'Set for this console outside of Settings, which overrides this.',
  save: 'Save',
  saved: 'Network settings saved',
} as const;
