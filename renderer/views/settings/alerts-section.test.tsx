import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Channel } from '../../../shared/alerts/channel.ts';
import { ok } from '../../../shared/result.ts';
import { renderView } from '../../testing/render.tsx';
import { text } from '../../text.ts';
import { AlertsSection } from './alerts-section.tsx';

const words = text.alerts.channels;
const MAIL: Channel = {
  id: 'office',
  settings: {
    ...{ kind: 'email', host: 'mail.example', port: 465, security: 'tls', user: 'lot' },
    ...{ from: 'lot@example.com', to: ['a@example.com', 'b@example.com'] },
  },
  ...{ ceiling: 50, hasSecret: true, sentToday: 3, waiting: 1, trouble: 'the server refused it' },
};

const opened = (channels: readonly Channel[]) =>
  renderView(<AlertsSection />, {
    prepare: (core) => {
      core.answer('alerts.channels', () => ok({ channels }));
      core.answer('alerts.saveChannel', () => ok(MAIL));
      core.answer('alerts.testChannel', () => ok({ trouble: 'no route' }));
      core.answer('alerts.removeChannel', () => ok({}));
    },
  });

it('a webhook is added by its address, with a secret that goes in and is shown nowhere', async () => {
  const { user, core } = await opened([]);
  expect(await screen.findByText(words.none)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: words.add }));
  await user.type(await screen.findByLabelText(words.id), 'sales');
  await user.type(screen.getByLabelText(words.url), 'https://hooks.example/T1/secret');
  await user.type(screen.getByLabelText(words.secrets.webhook), 'k3y');
  await user.click(screen.getByRole('button', { name: words.save }));
  const saved = () => core.calls.find(({ name }) => name === 'alerts.saveChannel')?.input;
  await waitFor(() =>
    expect(saved()).toEqual({
      ...{ id: 'sales', ceiling: 200, secret: 'k3y' },
      settings: { kind: 'webhook', url: 'https://hooks.example/T1/secret', template: null },
    }),
  );
});

it('a mail channel shows its state; saved unchanged it keeps its password; a failing test says why', async () => {
  const { user, core, stores } = await opened([MAIL]);
  const row = await screen.findByRole('row', { name: /office/ });
  expect(row.textContent).toContain('the server refused it');
  expect(row.textContent).toContain(words.ofCeiling(3, 50));
  await user.click(screen.getByRole('button', { name: words.editOf('office') }));
  expect(await screen.findByText(words.secretKept)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: words.save }));
  await waitFor(() =>
    expect(core.calls.find(({ name }) => name === 'alerts.saveChannel')?.input).toEqual({
      ...{ id: 'office', ceiling: 50, settings: MAIL.settings },
    }),
  );
  await user.click(await screen.findByRole('button', { name: words.testOf('office') }));
  await waitFor(() =>
    expect(stores.notices.store.getState().map((one) => one.text)).toEqual([
      words.testFailed('office', 'no route'),
    ]),
  );
});
