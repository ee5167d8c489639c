import { connect } from 'node:net';

/** What stands behind an address, asked in plain text: the client only says that a handshake came to nothing. */
export type Speaks = 'redis' | 'other' | 'nothing';

/** A command that Redis answers in one line, whatever its version and whether it asks for a password or not. */
const QUESTION = 'PING\r\n';

/** Settles within `ms`; never rejects. */
export function sniff(host: string, port: number, ms: number): Promise<Speaks> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const settle = (answer: Speaks): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle('nothing'), ms);
    socket.on('connect', () => socket.write(QUESTION));
    socket.on('data', (data) => settle(data.at(0) === 0x2b || data.at(0) === 0x2d ? 'redis' : 'other'));
    socket.on('error', () => settle('nothing'));
    socket.on('close', () => settle('nothing'));
  });
}
