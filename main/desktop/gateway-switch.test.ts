import { expect, it } from 'vitest';
import { gatewaySwitch } from './gateway-switch.ts';

const scripted = (taken: number) => {
  const received: string[] = [];
  const gateway = gatewaySwitch({
    tokenFile: '/data/gateway-token',
    open: async (port) => {
      if (port === taken) throw new Error(`Port ${port} is in use`);
      received.push(`open ${port}`);
      return { port, close: async () => void received.push(`close ${port}`) };
    },
  });
  return { received, gateway };
};

it('the gateway is closed until it is turned on, moves with its port and closes again', async () => {
  const { received, gateway } = scripted(1);
  expect(gateway.state()).toEqual({ url: null, tokenFile: null, error: null });
  await gateway.apply({ on: true, port: 3000 });
  expect(gateway.state()).toEqual({
    url: 'http://localhost:3000',
    tokenFile: '/data/gateway-token',
    error: null,
  });
  await gateway.apply({ on: true, port: 3000 });
  await Promise.all([gateway.apply({ on: true, port: 3001 }), gateway.apply({ on: false, port: 3001 })]);
  expect(received).toEqual(['open 3000', 'close 3000', 'open 3001', 'close 3001']);
  expect(gateway.state().url).toBeNull();
});

it('the gateway says why it could not be opened, until it could', async () => {
  const { gateway } = scripted(3000);
  await gateway.apply({ on: true, port: 3000 });
  expect(gateway.state()).toEqual({ url: null, tokenFile: null, error: 'Port 3000 is in use' });
  await gateway.apply({ on: true, port: 3001 });
  expect(gateway.state()).toMatchObject({ url: 'http://localhost:3001', error: null });
});
