// Opens the page that puts a view together, at a running server, and clicks as a delegate does.
//   node view.mjs [--screenshots DIR] ADDRESS
// The server has meetings of SG12 with Q7/12 and Q9/12 at the same time, in six languages and without a
// `base_url`. A line a failed check; exit 1 if there is one.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { access } from './access.mjs';
import { launch, open } from './browser.mjs';
import { remember } from './buttons.mjs';
import { keyboard } from './keyboard.mjs';
import { layout } from './layout.mjs';
import { print } from './print.mjs';

const WIDTHS = [360, 800, 1400];
// Sheets of paper that a result may take.
const SHEETS = 1;
const CHOICE = 'show=q7-12&show=q9-12&hide=lunch&alarm=PT15M';

const words = process.argv.slice(2);
const shots = words[0] === '--screenshots' ? words.splice(0, 2)[1] : undefined;
const [address] = words;
if (!address) {
  console.error('usage: node view.mjs [--screenshots DIR] ADDRESS');
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });

const browser = await launch();
const said = [];
const now = new Date('2027-01-01T12:00:00Z');
const page = (path) => ({ tree: { address }, path });

async function look(path, options, check) {
  const say = (text) => said.push(`${path}: ${text.replace(/\s+/g, ' ')}`);
  let tab;
  try {
    tab = await open(browser, page(path), { now, ...options }, say);
    await check(tab, say);
  } catch (error) {
    say(`could not be looked at: ${error.message.split('\n')[0]}`);
  }
  await tab?.context().close();
}

// The result as a person reads it.
const shown = (tab) => tab.evaluate(() => {
  const result = document.getElementById('result');
  const link = result.querySelector('a.url');
  const text = (selector) => [...result.querySelectorAll(selector)].map((element) => element.textContent);
  return {
    address: link?.href,
    text: link?.textContent,
    count: Number(result.querySelector('.count strong')?.textContent),
    clashes: result.querySelectorAll('.clashes .pair').length,
    titles: text('.clashes .title'),
    brief: document.querySelector('#brief a')?.href,
    heard: document.getElementById('heard').textContent,
    webcal: result.querySelector('a[href^="webcal:"]')?.href,
  };
});

const box = (list, value) => `input[name=${list}][value="${value}"]`;

// Waits until the page gives an address below that of the server.
async function gives(tab, wanted, say) {
  const whole = `${address}/${wanted}`;
  const there = (whole) => document.querySelector('#result a.url')?.href === whole;
  await tab.waitForFunction(there, whole).catch(() => {});
  const result = await shown(tab);
  if (result.address !== whole || result.text !== whole) say(`gives ${result.text} instead of ${whole}`);
  if (result.webcal !== whole.replace('http:', 'webcal:')) say(`its link to subscribe is ${result.webcal}`);
  const feed = await fetch(whole).then((answer) => answer.text());
  const events = feed.split('BEGIN:VEVENT').length - 1;
  if (result.count !== events) say(`says ${result.count} events, and ${whole} has ${events}`);
  if (result.brief !== whole) say(`gives ${result.brief} beside its button instead of ${whole}`);
  if (!result.heard.includes(String(events))) say(`says "${result.heard}" beside its button`);
  return result;
}

// Each click shows what comes of it.
async function clicking(tab, say) {
  if ((await shown(tab)).address) say('gives an address before anything is chosen');
  await tab.check(box('show', 'q7-12'));
  const one = await gives(tab, 'en/all.ics?show=q7-12', say);
  if (one.clashes) say(`says that Q7/12 meets itself: ${one.titles}`);
  await tab.check(box('show', 'q9-12'));
  const two = await gives(tab, 'en/all.ics?show=q7-12,q9-12', say);
  if (two.clashes !== 2 || two.count <= one.count) say(`finds ${two.clashes} clashes in ${two.count} events`);
  if (two.titles.join() !== 'Q7/12,Q9/12,Q7/12,Q9/12') say(`names ${two.titles}`);
  // A reload, and the page in another language, have the same choice.
  await tab.reload();
  await gives(tab, 'en/all.ics?show=q7-12,q9-12', say);
  if (!(await tab.isChecked(box('show', 'q9-12')))) say('forgets what was ticked');
  await tab.check(box('hide', 'session'));
  const none = await gives(tab, 'en/all.ics?show=q7-12,q9-12&hide=session', say);
  if (none.clashes) say('finds clashes among what is left out');
  await tab.uncheck(box('hide', 'session'));
  await tab.selectOption('select[name=feed]', 'groups/q7-12');
  await tab.selectOption('select[name=alarm]', 'PT1H');
  await tab.selectOption('select[name=lang]', 'zh');
  await gives(tab, 'zh/groups/q7-12.ics?show=q7-12,q9-12&alarm=PT1H', say);
  // What is ticked while the server answers counts too: the last answer is the one of all ticks.
  await tab.evaluate(() => document.querySelectorAll('#view input[name=show]:checked').forEach((tick) => tick.click()));
  await gives(tab, 'zh/groups/q7-12.ics?alarm=PT1H', say);
  const copied = await tab.evaluate(() => {
    const button = document.querySelector('#result button.copy');
    button.click();
    return button.checkVisibility() && window.copied.at(-1);
  });
  if (copied !== `${address}/zh/groups/q7-12.ics?alarm=PT1H`) say(`copies ${copied}`);
  await tab.click('.languages a[hreflang=fr]');
  await tab.waitForURL(({ pathname, search }) => pathname === '/fr/view.html' && search);
  await gives(tab, 'zh/groups/q7-12.ics?alarm=PT1H', say);
  // All of them are too many for an address, and none is given.
  await tab.goto(`${address}/en/view.html`);
  await tab.evaluate(() => document.querySelectorAll('#view input[type=checkbox]').forEach((tick) => { tick.checked = true; }));
  await tab.click(box('show', 'plenary'));
  await tab.waitForSelector('#result .wrong');
  if ((await shown(tab)).address) say('gives an address that is too long');
}

// Without a script the button does all of it.
async function without(tab, say) {
  await tab.check(box('show', 'q7-12'));
  await tab.check(box('show', 'q9-12'));
  await tab.selectOption('select[name=alarm]', 'P1D');
  await tab.click('#view button[type=submit]');
  await tab.waitForURL(({ search, hash }) => search && hash === '#result');
  const whole = `${address}/en/all.ics?show=q7-12,q9-12&alarm=P1D`;
  const result = tab.locator('#result');
  const [href, count] = [await result.locator('a.url').getAttribute('href'), await result.locator('.count strong').textContent()];
  const feed = await fetch(whole).then((answer) => answer.text());
  if (href !== whole) say(`gives ${href} instead of ${whole}`);
  if (Number(count) !== feed.split('BEGIN:VEVENT').length - 1) say(`says ${count} events`);
  if ((await result.locator('.clashes .pair').count()) !== 2) say('does not find both clashes');
  if (!(await tab.isChecked(box('show', 'q9-12')))) say('forgets what was ticked');
  if (await result.locator('button.copy').isVisible()) say('offers a button that does nothing');
}

await look('en/view.html', { before: remember }, clicking);
await look('en/view.html', { script: false }, without);
for (const home of ['', 'zh/', 'en/', 'fr/', 'ru/', 'es/']) {
  for (const query of ['', `?${CHOICE}`]) {
    await look(`${home}view.html${query}`, {}, async (tab, say) => {
      for (const width of WIDTHS) {
        const wrong = (text) => say(`at ${width} px: ${text}`);
        await tab.setViewportSize({ width, height: 900 });
        (await tab.evaluate(layout)).forEach(wrong);
        for (const scheme of ['light', 'dark']) {
          (await access(tab, scheme)).forEach(wrong);
          const name = `view-${home.replace('/', '') || 'ar'}-${query ? 'chosen' : 'open'}-${width}-${scheme}.png`;
          if (shots) await tab.screenshot({ path: join(shots, name), fullPage: true });
        }
      }
      if (!query) return;
      (await keyboard(tab)).forEach(say);
      await print(tab, {}, (text) => say(`on paper: ${text}`), SHEETS);
    });
  }
}

await browser.close();
for (const line of said) console.log(line);
if (said.length === 0) console.log('nothing is wrong');
process.exit(said.length === 0 ? 0 : 1);
