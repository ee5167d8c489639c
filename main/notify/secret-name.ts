/** Under which name the secret of a channel is kept. */
export const secretNameOf = (channel: string): string => `alert-channel-${channel}`;
