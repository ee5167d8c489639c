import { LOOKS, expect, test } from '../fixtures.ts';

test.beforeEach(({ lotwatch }) => lotwatch.live.ready());

test('the page has nothing of Node', LOOKS, async ({ lotwatch }) => {
  const types = await lotwatch.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].map(
      (name) => typeof Reflect.get(globalThis, name),
    ),
  );
  expect(new Set(types)).toEqual(new Set(['undefined']));
});

/**
 * Each is tried in the page itself; the policy has to stop it and the page has to notice. From a task of its own: a
 * test driver's evaluation is exempt from parts of the policy, the page is not.
 */
const INJECTIONS: Readonly<Record<string, { readonly directive: RegExp; readonly run: () => void }>> = {
  'an inline script': {
    directive: /^(?:script-src|require-trusted-types-for)/,
    run: () => {
      setTimeout(() => {
        const script = document.createElement('script');
        script.append('globalThis.__injected = true');
        document.head.append(script);
      });
    },
  },
  'an inline handler': {
    directive: /^(?:script-src|require-trusted-types-for)/,
    run: () => {
      setTimeout(() => {
        const button = document.createElement('button');
        button.setAttribute('onclick', 'globalThis.__injected = true');
        document.body.append(button);
        button.click();
        button.remove();
      });
    },
  },
  'markup as text': {
    directive: /^require-trusted-types-for/,
    run: () => {
      setTimeout(() => {
        document.createElement('div').innerHTML = '<img src=x onerror="globalThis.__injected = true">';
      });
    },
  },
  eval: {
    directive: /^(?:script-src|require-trusted-types-for)/,
    run: () => {
      setTimeout(() => {
        Reflect.get(globalThis, 'eval')('globalThis.__injected = true');
      });
    },
  },
  'a script from elsewhere': {
    directive: /^(?:script-src|require-trusted-types-for)/,
    run: () => {
      setTimeout(() => {
        const script = document.createElement('script');
        script.src = 'https://example.com/x.js';
        document.head.append(script);
      });
    },
  },
  'an inline style': {
    directive: /^style-src/,
    run: () => {
      setTimeout(() => {
        const style = document.createElement('style');
        style.append('body { display: none }');
        document.head.append(style);
      });
    },
  },
  'a picture from elsewhere': {
    directive: /^img-src/,
    run: () => {
      setTimeout(() => {
        new Image().src = 'https://example.com/x.png';
      });
    },
  },
  'a fetch to elsewhere': {
    directive: /^connect-src/,
    run: () => {
      setTimeout(() => void fetch('https://example.com/').catch(() => {}));
    },
  },
  'a socket to elsewhere': {
    directive: /^connect-src/,
    run: () => {
      setTimeout(() => {
        new WebSocket('wss://example.com/');
      });
    },
  },
  'a frame': {
    directive: /^(?:frame-src|default-src)/,
    run: () => {
      setTimeout(() => {
        const frame = document.createElement('iframe');
        frame.src = 'https://example.com/';
        document.body.append(frame);
      });
    },
  },
};

test('the content policy stops what is injected and says so', LOOKS, async ({ lotwatch }) => {
  for (const [name, { directive, run }] of Object.entries(INJECTIONS)) {
    await test.step(name, async () => {
      const seen = await lotwatch.page.evaluateHandle(() => ({
        directive: new Promise<string>((resolve) => {
          document.addEventListener(
            'securitypolicyviolation',
            ({ effectiveDirective }) => resolve(effectiveDirective),
            { once: true },
          );
        }),
      }));
      await lotwatch.page.evaluate(run);
      expect(await seen.evaluate((it) => it.directive)).toMatch(directive);
      expect(await lotwatch.page.evaluate(() => Reflect.get(globalThis, '__injected'))).toBeUndefined();
    });
  }
});

test('nothing but our own pages was asked for', async ({ lotwatch }) => {
  const asked: string[] = [];
  lotwatch.page.on('request', (request) => asked.push(request.url()));
  await lotwatch.page.reload();
  await lotwatch.live.ready();
  const own = new URL(lotwatch.page.url()).origin;
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.filter((url) => !url.startsWith(`${own}/`) && !url.startsWith('data:'))).toEqual([]);
  expect(await lotwatch.log()).not.toContain('request blocked');
});
