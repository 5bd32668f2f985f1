// Buttons that copy the address of a feed, and those that print.
import { feedOf } from './links.mjs';

// Puts a clipboard and a printer into the page that only remember: several pages are tested at a time, and there
// is one real clipboard.
export function remember() {
  window.copied = [];
  window.printed = 0;
  window.print = () => { window.printed += 1; };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied.push(text); } } });
}

// Takes the clipboard away, as pages without TLS have none: these copy by a command of old.
export function forget() {
  Object.defineProperty(navigator, 'clipboard', { value: undefined });
  window.copied = [];
  document.addEventListener('copy', () => window.copied.push(document.activeElement.value));
}

const feed = (tree, address) => {
  if (tree.base) return feedOf(tree, address);
  const path = decodeURIComponent(address.slice(tree.address.length + 1));
  return address.startsWith(`${tree.address}/`) && tree.feeds.has(path) ? path : undefined;
};

const said = (button) => button.textContent === document.body.dataset.copied;
const isSaid = (tab, button) => button.elementHandle().then((button) => tab.waitForFunction(said, button)).then(() => true, () => false);

// How long it is said that something was copied, in milliseconds.
const SAID = 2000;

// Opens the box of a meeting's bar that a button is in, and closes those that lie over others.
const reveal = (button) => button.evaluate((button) => document.querySelectorAll('.menu').forEach((menu) => { menu.open = menu.contains(button); }));

// Leaves the first button as it is when it was just clicked.
export async function copy(tab, { tree }, say, most = Infinity) {
  const buttons = await tab.locator('button.copy').all();
  if (!buttons.length) return say('there is no button');
  const now = await tab.evaluate(() => Date.now());
  // What is said stays until the clock of the page goes on, which it does by hand from here on.
  await tab.clock.pauseAt(now);
  const feeds = new Set();
  for (const [at, button] of buttons.slice(0, most).entries()) {
    await reveal(button);
    const label = await button.textContent();
    await button.click();
    const copied = await tab.waitForFunction((at) => window.copied[at], at).catch(() => undefined);
    const address = await copied?.jsonValue();
    const path = feed(tree, address ?? '');
    feeds.add(path);
    if (!path) say(`"${label}" copies ${address ?? 'nothing'}`);
    if (!address) return;
    if (!(await isSaid(tab, button))) return say(`"${label}" does not say that it has copied`);
    await tab.clock.runFor(SAID);
    const after = [await button.textContent(), await tab.locator('.aloud').textContent()];
    if (after.join() !== `${label},`) say(`"${label}" says "${after.join('" and "')}" when it has said that it has copied`);
  }
  // Beside each feed of a list stands its own button.
  const listed = await tab.locator('ul.feeds a[href$=".ics"][dir]').count();
  if (most === Infinity && feeds.size < listed) say(`${listed} feeds have buttons for ${feeds.size}`);
  await reveal(buttons[0]);
  await buttons[0].click();
  if (!(await isSaid(tab, buttons[0]))) say('what was copied before is not copied again');
}

export async function printing(tab, say) {
  for (const button of await tab.locator('button.print').all()) {
    await reveal(button);
    await button.click();
  }
  const [buttons, printed] = [await tab.locator('button.print').count(), await tab.evaluate(() => window.printed)];
  if (buttons !== printed) say(`${buttons} buttons print ${printed} times`);
}

// The clipboard itself: what is in it afterwards.
export async function pasted(tab, { tree }, say) {
  const button = tab.locator('button.copy').first();
  await reveal(button);
  await button.click();
  const text = await tab.waitForFunction(() => navigator.clipboard.readText()).then((text) => text.jsonValue(), () => '');
  if (!feed(tree, text)) say(`the clipboard holds ${text || 'nothing'} after the first button`);
}
