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

export async function copy(tab, { tree }, say, most = Infinity) {
  const buttons = await tab.locator('button.copy').all();
  if (!buttons.length) say('there is no button');
  const feeds = new Set();
  for (const [at, button] of buttons.slice(0, most).entries()) {
    const label = await button.textContent();
    // It says so for two seconds, in which a busy machine may not look: what it has ever said counts.
    await button.evaluate((button) => {
      window.answered = false;
      new MutationObserver(() => {
        if (button.textContent === document.body.dataset.copied) window.answered = true;
      }).observe(button, { childList: true, characterData: true, subtree: true });
    });
    await button.click();
    const copied = await tab.waitForFunction((at) => window.copied[at], at).catch(() => undefined);
    const address = await copied?.jsonValue();
    const path = feed(tree, address ?? '');
    feeds.add(path);
    if (!path) say(`"${label}" copies ${address ?? 'nothing'}`);
    if (!address) return;
    if (!(await tab.waitForFunction(() => window.answered).catch(() => undefined))) return say(`"${label}" does not say that it has copied`);
  }
  // Beside each feed of a list stands its own button.
  const listed = await tab.locator('ul.feeds a[href$=".ics"][dir]').count();
  if (most === Infinity && feeds.size < listed) say(`${listed} feeds have buttons for ${feeds.size}`);
}

export async function printing(tab, say) {
  for (const button of await tab.locator('button.print').all()) await button.click();
  const [buttons, printed] = [await tab.locator('button.print').count(), await tab.evaluate(() => window.printed)];
  if (buttons !== printed) say(`${buttons} buttons print ${printed} times`);
}

// The clipboard itself: what is in it afterwards.
export async function pasted(tab, { tree }, say) {
  const button = tab.locator('button.copy').first();
  await button.click();
  const text = await tab.waitForFunction(() => navigator.clipboard.readText()).then((text) => text.jsonValue(), () => '');
  if (!feed(tree, text)) say(`the clipboard holds ${text || 'nothing'} after the first button`);
}
