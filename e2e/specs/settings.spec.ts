import { expect, test, ONCE } from '../fixtures.ts';

test(
  'the settings have a menu that leads to a section and follows the scroll',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live } = lotwatch;
    await live.ready();
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    const menu = page.getByRole('navigation', { name: 'Sections of the settings' });
    const current = menu.locator('[aria-current]');
    const heading = (name: string) => page.getByRole('heading', { name, exact: true, level: 2 });
    await expect(current).toHaveText('Sources');

    await test.step('by the pointer', async () => {
      await menu.getByRole('link', { name: 'Dealer signals' }).click();
      await expect(heading('Dealer signals')).toBeInViewport();
      await expect(heading('Dealer signals')).toBeFocused();
      await expect(current).toHaveText('Dealer signals');
    });

    await test.step('by keys, to the last one, which is shorter than the window', async () => {
      await menu.getByRole('link', { name: 'Sources' }).focus();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await expect(heading('About')).toBeInViewport();
      await expect(current).toHaveText('About');
    });

    await test.step('and back by the wheel', async () => {
      await heading('About').hover();
      await page.mouse.wheel(0, -20_000);
      await expect(current).toHaveText('Sources');
      await expect(menu.getByRole('link', { name: 'About' })).toBeInViewport();
    });

    await test.step('an address opens its section', async () => {
      await page.evaluate(() => void (window.location.hash = '#/settings/guard'));
      await expect(heading('Guard')).toBeInViewport();
      await expect(current).toHaveText('Guard');
    });
  },
);

test(
  'a number has its unit and separators, and is read with or without them',
  ONCE,
  async ({ lotwatch }) => {
    const { page, live } = lotwatch;
    await live.ready();
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    const most = page.getByRole('textbox', { name: 'Highest plausible amount ($)' });
    const lot = page.getByRole('textbox', { name: 'Don’t hold lots smaller than (vehicles)' });
    const save = page.getByRole('button', { name: 'Save', exact: true }).first();
    await expect(most).toHaveValue(/^\d{1,3}(,\d{3})+$/);

    await most.fill('2.500.000');
    await lot.fill('1 200');
    await save.click();
    await expect(page.getByText('Guard saved')).toBeVisible();
    await page.reload();
    await expect(most).toHaveValue('2,500,000');
    await expect(lot).toHaveValue('1,200');

    await test.step('what is out of bounds is said at the field', async () => {
      await lot.fill('0');
      await expect(lot).toHaveAccessibleDescription('From 1 to 100,000');
      await expect(save).toBeDisabled();
    });
  },
);
