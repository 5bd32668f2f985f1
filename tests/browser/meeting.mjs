// The page of a meeting as a delegate uses it: on a telephone and on a desk, during the meeting and before it.
//   node meeting.mjs PROGRAM FOLDER
// A line a failed check; exit 1 if there is one.
import { gzipSync } from 'node:zlib';
import { access } from './access.mjs';
import { launch, open } from './browser.mjs';
import { layout } from './layout.mjs';
import { plain } from './plain.mjs';
import { pdftotext, print } from './print.mjs';
import { sessions } from './sessions.mjs';
import { Tree } from './tree.mjs';

const [program, folder] = process.argv.slice(2);
const tree = new Tree(folder, program);
await tree.open();
const browser = await launch();
const said = [];
const jobs = [];
// As many cores as the smallest machine has that runs this.
const AT_ONCE = 2;
const ID = 'sg15-2027-11';
// A meeting abroad, one that is cancelled, one of which a session was moved, one with a week that is taller than a
// sheet; and the page of all.
const [ABROAD, CANCELLED, MOVED, TALL, INDEX] = ['sg2-2027-06', 'sg9-2027-04', 'sg13-2028-02', 'sg16-2027-09', 'index'];
// Within a slot of twelve Questions, and long before the meeting.
const DURING = new Date('2027-11-17T09:00:00Z');
const BEFORE = new Date('2027-10-01T09:00:00Z');
// What a telephone shows at once, and a desk.
const PHONE = { width: 360, height: 640 };
const DESK = { width: 1440, height: 900 };
// What a page may weigh with all that belongs to it, packed.
const HEAVIEST = 40_000;

function look(name, options, check) {
  const { language = 'en', id = ID, hash = '', ...rest } = options;
  const { home } = tree.languages.find(({ code }) => code === language);
  const own = id === INDEX ? `${home}index.html` : `${home}meetings/${id}.html`;
  const page = { tree, language, meeting: id, kind: id === INDEX ? 'index' : 'meeting', path: own + hash };
  const say = (text) => said.push(`${name}, ${id}, ${language}, ${rest.width} px: ${text}`);
  jobs.push(async () => {
    let tab;
    try {
      tab = await open(browser, page, { now: DURING, ...rest }, say);
      await check(tab, say, page);
    } catch (error) {
      say(`could not be looked at: ${error.message.split('\n')[0]}`);
    }
    await tab?.context().close();
  });
}

// Whether an element is seen where it stands: within the window, and under nothing.
const isSeen = (tab, selector) => tab.evaluate((selector) => {
  const element = document.querySelector(selector);
  const { left, right, top, bottom } = element?.getBoundingClientRect() ?? { top: -1 };
  if (!element || top < 0 || bottom > innerHeight || left < 0 || right > innerWidth) return false;
  const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return element.contains(there) || there.contains(element);
}, selector);

const shift = (tab) => tab.evaluate(() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { sum += value; })).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 200);
}));

const TODAY = '.days [aria-current=date]';
const SUBSCRIBE = '.menu:first-child > summary';

// Of a choice of groups the page says which two sessions are at the same time: seven days with four slots.
const OVERLAPS = '.plan .overlaps';
for (const [hash, wanted] of [
  ['#show=q1-15,q2-15', 'At the same time: 28 · Tue 16 Nov Q1/15 – Q2/15'],
  ['#show=q2-15', ''],
  ['#hide=lunch', ''],
  ['#hide=q12-15', 'At the same time: '],
  ['#room=A&room=B', 'At the same time: 28 ·'],
  ['', ''],
]) {
  look(`with ${hash}`, { ...PHONE, hash }, async (tab, say) => {
    const line = tab.locator(OVERLAPS);
    const text = (await line.isVisible()) ? (await line.textContent()).replace('Tue, 16', 'Tue 16') : '';
    // Who subscribes on a filtered page is told that the calendar is the whole meeting's.
    await tab.click(SUBSCRIBE);
    const isWarned = await tab.locator('.subscribe .whole').isVisible();
    if (isWarned !== Boolean(hash)) say(`${isWarned ? 'says' : 'does not say'} that the calendar contains the whole meeting`);
    if (!text.startsWith(wanted) || Boolean(text) !== Boolean(wanted)) say(`says "${text.slice(0, 80)}" instead of "${wanted}"`);
  });
}

for (const { code: language } of tree.languages) {
  for (const size of [PHONE, DESK]) {
    look('before the meeting', { ...size, language, now: BEFORE }, async (tab, say) => {
      if ((await tab.evaluate(() => scrollY)) !== 0) say('does not begin at its top');
      for (const part of [SUBSCRIBE, '#filters > summary', '.days a']) if (!(await isSeen(tab, part))) say(`${part} is not on the first screen`);
      const moved = await shift(tab);
      if (moved > 0.001) say(`its parts move while it opens: ${moved}`);
    });
    look('during the meeting', { ...size, language }, async (tab, say) => {
      for (const part of [SUBSCRIBE, TODAY, '.week th.today', '.plan .event.going']) if (!(await isSeen(tab, part))) say(`${part} is not on the first screen`);
      const moved = await shift(tab);
      if (moved > 0.001) say(`its parts move while it opens: ${moved}`);
      // Heads stay while their sessions pass below them.
      await tab.evaluate(() => scrollBy({ top: 60, behavior: 'instant' }));
      if (!(await isSeen(tab, '.week th.today'))) say('the head of the day does not stay');
      // All that is on at once is seen at once.
      const [top, bottom] = await tab.evaluate(() => {
        const boxes = [...document.querySelectorAll('.plan .event.going')].map((event) => event.getBoundingClientRect());
        return [Math.min(...boxes.map((box) => box.top)), Math.max(...boxes.map((box) => box.bottom))];
      });
      if (bottom - top > size.height / 2) say(`twelve parallel sessions take ${bottom - top} px`);
      // What is used is large enough to be hit (WCAG 2.2, 2.5.8), also beside eleven others.
      const small = await tab.evaluate(() => [...document.querySelectorAll('.plan .event > .to')]
        .filter((button) => button.checkVisibility())
        .map((button) => ({ box: button.getBoundingClientRect(), of: button.parentElement.id }))
        .filter(({ box }) => Math.min(box.width, box.height) < 23.99));
      if (small.length) say(`the button of ${small[0].of} is ${small[0].box.width} × ${small[0].box.height} (${small.length})`);
      await tab.click('.days li:last-child a');
      const date = await tab.evaluate(() => document.querySelector('.days li:last-child').dataset.date);
      if (!(await isSeen(tab, `.week th[data-date="${date}"]`))) say('the last tab does not lead to its day');
      await tab.click(SUBSCRIBE);
      if (!(await isSeen(tab, '.menu[open] .programs a'))) say('Subscribe does not show the programs');
      await tab.keyboard.press('Escape');
      if (await tab.locator('.programs').isVisible()) say('Escape does not close the box');
    });
  }
}

const shown = (tab) => tab.evaluate(() => [...document.querySelectorAll('section.plan .event[id]')].filter((event) => event.checkVisibility()).map((event) => event.id).sort().join(' '));
const hash = (tab) => tab.evaluate(() => decodeURIComponent(location.hash));
const events = tree.events(ID, 'en').filter((event) => !event.all_day);
const ids = (fits) => events.filter(fits).map(({ id }) => id).sort().join(' ');

look('a choice', { ...PHONE }, async (tab, say) => {
  const expect = async (what, fits, address) => {
    if ((await shown(tab)) !== ids(fits)) say(`${what}: shows ${(await shown(tab)).split(' ').length} events instead of ${ids(fits).split(' ').length}`);
    if ((await hash(tab)) !== address) say(`${what}: the address has ${await hash(tab)} instead of ${address}`);
  };
  const held = tree.held(ID, 'en', 'q7-15');
  const ofQ7 = ({ uid }) => held.has(uid);
  const alone = (by, value) => tab.locator(`[data-by=${by}] .choice`, { has: tab.locator(`input[value="${value}"]`) }).locator('.just').click();
  const everything = (by) => tab.locator(`[data-by=${by}] > button`).first().click();
  // A page that the browser kept may have it open.
  const unfold = async () => (await tab.locator('#filters[open]').count()) || tab.click('#filters > summary');
  await unfold();
  await alone('groups', 'q7-15');
  await expect('Q7/15 alone', ofQ7, '#show=q7-15');
  const days = await tab.evaluate(() => [...document.querySelectorAll('.week th[data-date], .days li')].filter((day) => day.checkVisibility()).map((day) => day.dataset.date));
  const wanted = [...new Set(events.filter(ofQ7).map(({ day }) => day))];
  if (new Set(days).size !== wanted.length) say(`shows ${new Set(days).size} days instead of ${wanted.length}`);
  await tab.locator('[data-by=kind] input[value=plenary]').click();
  const both = (event) => ofQ7(event) && event.kind !== 'plenary';
  await expect('without plenaries', both, '#show=q7-15&hide=plenary');
  await tab.reload();
  await expect('after a reload', both, '#show=q7-15&hide=plenary');
  const there = tab.url();
  await tab.goto(`${tree.address}/index.html`);
  await tab.goBack();
  await expect('back from another page', both, '#show=q7-15&hide=plenary');
  await tab.goBack();
  await expect('a step back', ofQ7, '#show=q7-15');
  await tab.goto(there);
  await expect('by a link', both, '#show=q7-15&hide=plenary');
  await unfold();
  await everything('groups');
  await everything('kind');
  await expect('with all', () => true, '');
  await tab.locator('[data-by=groups] > button').nth(1).click();
  await expect('with no group', () => false, '#show=-');
  if (!(await tab.locator('section.plan p.none').isVisible())) say('does not say that nothing is shown');
  await everything('groups');
  await alone('room', 'G');
  await expect('in room G', ({ location }) => /^(Room )?G(,|$)/.test(location), '#room=G');
  await everything('room');
  await tab.fill('#search', 'q2/15 FIBRE');
  await expect('words', ({ summary }) => summary.includes('fibre'), '#q=q2/15 FIBRE');
  const rows = await tab.locator('.week tbody tr:not([hidden])').count();
  if (rows !== 1) say(`leaves ${rows} rows for one session`);
});

// What one may do with a single session: in small and large, abroad, and where it is cancelled.
for (const [id, language, size] of [[ID, 'en', PHONE], [ID, 'ar', DESK], [ABROAD, 'en', PHONE], [CANCELLED, 'en', DESK]]) {
  look('single sessions', { ...size, id, language, now: BEFORE }, async (tab, say) => {
    await tab.locator('.plan .event > button.to').nth(9).click();
    const wrong = [...(await tab.evaluate(layout)), ...(await access(tab, 'light')), ...(await access(tab, 'dark'))];
    wrong.forEach((text) => say(`an open menu: ${text}`));
    await tab.keyboard.press('Escape');
    await sessions(tab, tree, id, language, say);
  });
}

// On paper: each week of twelve Questions on one sheet, small or large, no sheet with a few lines, and a room's own plan.
for (const [format, width] of [['A4', 842], ['A3', 1191]]) {
  look(`on ${format}`, { ...DESK }, async (tab, say) => {
    await tab.emulateMedia({ media: 'print' });
    const pdf = await tab.pdf({ format, landscape: true });
    const sheets = pdftotext(pdf, '-layout').split('\f').slice(0, -1);
    for (const week of ['15–19 November', '22–26 November']) {
      const [sheet, ...others] = sheets.filter((sheet) => sheet.includes(week) && sheet.includes('Session 4'));
      if (!sheet || others.length) say(`${week} is not on one sheet`);
    }
    const few = sheets.filter((sheet) => sheet.split('\n').filter((line) => line.trim()).length < 10);
    if (few.length) say(`a sheet has only "${few[0].trim().slice(0, 80)}"`);
    const got = pdftotext(pdf, '-bbox').match(/<page width="(\d+)/)[1];
    if (Math.abs(got - width) > 1) say(`a sheet is ${got} points wide`);
  });
}
look('for a door', { ...DESK, hash: '#room=K1' }, async (tab, say) => {
  await tab.emulateMedia({ media: 'print' });
  const text = pdftotext(await tab.pdf({ format: 'A4', landscape: true }), '-raw');
  const own = events.filter(({ location }) => /^(Room )?K1(,|$)/.test(location));
  if (!text.includes('Room K1')) say('the room is not named');
  if (text.split('Q10/15').length - 1 !== own.length) say(`has ${text.split('Q10/15').length - 1} sessions instead of ${own.length}`);
  if (/Q9\/15|Deadlines|About/.test(text)) say('has more than the room');
  if (text.split('\f').length !== 2) say('takes more than a sheet');
});

// What is on, by the page of all meetings; and what is looked for there stands in the address.
look('now', { ...PHONE, id: INDEX }, async (tab, say, page) => {
  await tab.waitForSelector('.sessions li');
  const on = events.filter(({ start, end, kind }) => kind !== 'lunch' && Date.parse(start) <= DURING && Date.parse(end) > DURING);
  const got = await tab.evaluate(() => [...document.querySelectorAll('.sessions li')].map((item) => ({
    to: item.querySelector('a').getAttribute('href'),
    text: item.innerText.replace(/\s+/g, ' '),
  })));
  for (const { id, summary, location, hours } of on) {
    const item = got.find(({ to }) => to === `meetings/${ID}.html#${id}`);
    const room = location.split(',')[0].replace(/^Room /, '');
    if (![summary, room, hours, 'now'].every((word) => item?.text.includes(word))) say(`${summary} is said to be ${item?.text}`);
  }
  if (on.length !== 12 || got.length !== on.length) say(`names ${got.length} sessions instead of ${on.length}`);
  for (const wrong of [...(await tab.evaluate(layout)), ...(await access(tab, 'light')), ...(await access(tab, 'dark'))]) say(wrong);
  const moved = await shift(tab);
  if (moved > 0.001) say(`its parts move while it opens: ${moved}`);
  const found = () => tab.evaluate(() => [...document.querySelectorAll('.year .card')].filter((card) => card.checkVisibility()).length);
  const expect = async (what, count, address) => {
    if ((await found()) !== count || (await hash(tab)) !== address) say(`${what}: ${await found()} meetings at ${await hash(tab)} instead of ${count} at ${address}`);
  };
  await tab.fill('#find', 'group 15');
  await expect('words', 1, '#q=group 15');
  await tab.reload();
  await expect('after a reload', 1, '#q=group 15');
  if ((await tab.inputValue('#find')) !== 'group 15') say('does not show what is looked for');
  await tab.click('.year .card:not([hidden]) .name');
  await tab.waitForLoadState();
  await tab.goBack();
  await expect('back from a meeting', 1, '#q=group 15');
  await tab.fill('#find', '');
  if ((await hash(tab)) !== '') say(`leaves ${await hash(tab)} in the address`);
  await tab.goto(`${tree.address}/${page.path}#q=xyzzy`);
  await expect('by a link', 0, '#q=xyzzy');
});
// In a night it names what begins next, by its day.
look('by night', { ...DESK, id: INDEX, now: new Date('2027-11-24T20:00:00Z') }, async (tab, say) => {
  await tab.waitForSelector('.sessions li');
  const [text] = await tab.locator('.sessions li').allInnerTexts();
  if (!/WP1\/15[^]*Thu,? 25 Nov[^]*09:30–10:45|WP1\/15[^]*Thu, Nov 25[^]*09:30–10:45/.test(text)) say(`says ${text}`);
  if ((await tab.locator('.sessions .badge').count()) > 0) say('says that something is on');
});

// A session that was moved: what is told of it leads to it, at the address that it had before.
look('moved', { ...DESK, id: MOVED, now: BEFORE }, async (tab, say) => {
  const [session] = tree.events(MOVED, 'en').filter(({ sequence }) => sequence > 0);
  const link = tab.locator('.news a');
  if ((await link.count()) !== 1 || session.hours !== '16:15–17:30') say(`tells of ${await link.count()} changes, and ${session.summary} is at ${session.hours}`);
  await link.click();
  if ((await hash(tab)) !== `#${session.id}` || !(await isSeen(tab, `#${session.id}`))) say(`the change leads to ${await hash(tab)}`);
});

// Nothing is wrong with them for those who hear, in light and in dark, nor without JavaScript; and on paper stands
// what stands on the screen.
for (const [id, language, most] of [[ID, 'en', 6], [ID, 'ar', 6], [ABROAD, 'fr', 3], [CANCELLED, 'ru', 3], [MOVED, 'es', 3], [INDEX, 'en', 4]]) {
  look('closely', { ...DESK, id, language, now: BEFORE }, async (tab, say, page) => {
    for (const { width, height } of [PHONE, DESK]) {
      await tab.setViewportSize({ width, height });
      const wrong = [...(await tab.evaluate(layout)), ...(await access(tab, 'light')), ...(await access(tab, 'dark'))];
      wrong.forEach((text) => say(`at ${width} px: ${text}`));
    }
    await tab.emulateMedia({ colorScheme: 'light' });
    await print(tab, page, (text) => say(`on paper: ${text}`), most);
  });
  look('without JavaScript', { ...PHONE, id, language, script: false }, async (tab, say) => {
    [...(await tab.evaluate(layout)), ...(await tab.evaluate(plain))].forEach(say);
  });
  // The reader for those who hear is a script itself, so only the page's own is taken away.
  look('without its script', { ...PHONE, id, language, scripts: '' }, async (tab, say) => {
    for (const scheme of ['light', 'dark']) (await access(tab, scheme)).forEach(say);
  });
}

// A week that does not fit on a sheet goes on on the next one, below its days again and between two slots.
for (const format of ['A4', 'A3']) {
  look('a tall week', { ...DESK, id: TALL, now: BEFORE }, async (tab, say, page) => {
    const pdf = await print(tab, page, (text) => say(`on ${format}: ${text}`), 5, format);
    const sheets = pdftotext(pdf, '-layout').split('\f').filter((sheet) => sheet.includes('editing session'));
    if (sheets.length < 2) say(`on ${format}: fits on a sheet`);
  });
}

// Hours in the reader's own zone are those of the terminal, and what was chosen is kept.
const inZone = (zone) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return ({ start, end, day }) => {
    const [[date, from], [, to]] = [start, end].map((at) => format.format(new Date(at)).split(' '));
    const by = Math.round((Date.parse(date) - Date.parse(day)) / 86400000);
    return `${from}–${to}${by > 0 ? ` +${by}` : by < 0 ? ` −${-by}` : ''}`;
  };
};
const clocks = (tab) => tab.evaluate(() => [...document.querySelectorAll('.plan .event[id]')].map((event) => {
  const isSeen = (clock) => clock?.checkVisibility() && clock.getClientRects().length > 0;
  const [own, below, row] = [event, event.closest('td')?.querySelector('.at'), event.closest('tr')?.querySelector('.stays')].map((part) => part?.querySelector('.clock'));
  return [event.id, [own, below, row].find(isSeen)?.innerText.trim()];
}));
for (const zone of ['Asia/Tokyo', 'America/New_York']) {
  for (const [id, size] of [[ID, PHONE], ['sg11-2027-10', DESK], ['sg11-2027-10', PHONE], [ABROAD, DESK]]) {
    look(`in ${zone}`, { ...size, id, zone, now: BEFORE }, async (tab, say) => {
      const city = zone.split('/')[1].replace('_', ' ');
      const compare = async (what, wanted) => {
        const seen = new Map(await clocks(tab));
        const wrong = tree.events(id, 'en').filter((event) => !event.all_day && seen.get(event.id) !== wanted(event));
        if (wrong.length) say(`${what}, ${id}: ${wrong[0].id} is at ${seen.get(wrong[0].id)} instead of ${wanted(wrong[0])} (${wrong.length})`);
      };
      const own = (event) => `${inZone(zone)(event)} ${city} time`;
      await tab.selectOption('#zone', 'own');
      await compare('chosen', own);
      await tab.reload();
      await compare('after a reload', own);
      await tab.selectOption('#zone', 'geneva');
      await compare('in Geneva', ({ hours }) => hours);
      if (id === ABROAD) {
        await tab.selectOption('#zone', 'place');
        const tokyo = inZone('Asia/Tokyo');
        const plain = (event) => tokyo(event).replace(/ [+−]\d$/, '');
        const seen = new Map(await clocks(tab));
        for (const event of tree.events(id, 'en').filter((event) => !event.all_day)) {
          // Its own hours come first, and Geneva's behind them.
          const text = seen.get(event.id) ?? '';
          if (!text.includes(`${plain(event)} Tokyo time`) || text.indexOf(plain(event)) > text.lastIndexOf(event.hours)) say(`${event.id} is at ${text}`);
        }
      }
    });
  }
}

// A slot whose only session has hours of its own keeps its hours, in the zone that was chosen: on the day on which
// summer time ends in Geneva, and on no other day elsewhere.
const HEADS = { 'Asia/Tokyo': '00:15–01:30 +1', 'Asia/Shanghai': '23:15–00:30', 'America/New_York': '11:15–12:30', 'Europe/Zurich': '' };
for (const [zone, wanted] of Object.entries(HEADS)) {
  look(`a late session in ${zone}`, { ...PHONE, id: 'sg11-2027-10', zone, now: BEFORE }, async (tab, say) => {
    const head = () => tab.locator('td[data-date="2027-10-31"] .at .clock').innerText();
    const geneva = await head();
    if (geneva !== '16:15–17:30') say(`the slot is at ${geneva}`);
    if (!wanted) return;
    await tab.selectOption('#zone', 'own');
    const city = zone.split('/')[1].replace('_', ' ');
    if ((await head()) !== `${wanted} ${city} time`) say(`the slot is at ${await head()} instead of ${wanted}`);
    const others = await tab.locator('.week .at').allInnerTexts();
    if (!others.every((text) => text.includes(`${city} time`))) say(`the slots are ${others.join(', ')}`);
    await tab.selectOption('#zone', 'geneva');
    if ((await head()) !== geneva) say(`the slot is at ${await head()} in Geneva again`);
  });
}

// What was chosen as the zone can be read to its end, where there is room.
for (const { code: language } of tree.languages) {
  look('the menu of zones', { ...DESK, language, zone: 'Asia/Tokyo', now: BEFORE }, async (tab, say) => {
    for (const value of ['geneva', 'own']) {
      await tab.selectOption('#zone', value);
      const [has, needs] = await tab.evaluate(() => {
        const select = document.getElementById('zone');
        const alone = select.cloneNode(true);
        alone.replaceChildren(select.selectedOptions[0].cloneNode(true));
        alone.style.cssText = 'position: absolute; inline-size: auto; max-inline-size: none';
        select.after(alone);
        const widths = [select, alone].map((one) => one.getBoundingClientRect().width);
        alone.remove();
        return widths;
      });
      if (has < needs - 1) say(`${value} has ${has} px instead of ${needs}`);
    }
  });
}

// The same of every meeting, once the zone was chosen for one of them.
for (const zone of ['Asia/Tokyo', 'America/New_York']) {
  look(`all in ${zone}`, { ...DESK, zone, now: BEFORE }, async (tab, say) => {
    await tab.selectOption('#zone', 'own');
    for (const id of tree.meetings) {
      await tab.goto(`${tree.address}/meetings/${id}.html`);
      const seen = new Map(await clocks(tab));
      const own = tree.events(id, 'en').filter((event) => !event.all_day);
      const wrong = own.filter((event) => !seen.get(event.id)?.startsWith(`${inZone(zone)(event)} `));
      if (!own.length || wrong.length) say(`${id}: ${wrong[0]?.id} is at ${seen.get(wrong[0]?.id)} (${wrong.length})`);
    }
  });
}

for (const page of tree.pages(tree.languages[0]).filter(({ meeting }) => meeting === ID)) {
  const weight = [page.path, 'timeplan.js', 'style.css'].reduce((sum, path) => sum + gzipSync(tree.read(path)).length, 0);
  if (weight > HEAVIEST) said.push(`${page.path} weighs ${weight} bytes with what belongs to it`);
}

const work = async () => {
  for (let job = jobs.shift(); job; job = jobs.shift()) await job();
};
await Promise.all(Array.from({ length: AT_ONCE }, work));

await browser.close();
tree.close();
for (const line of said) console.log(line);
if (said.length === 0) console.log('nothing is wrong');
process.exit(said.length === 0 ? 0 : 1);
