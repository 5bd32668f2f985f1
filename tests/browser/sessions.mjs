// A single session: its menu, the file and the links that it gives, and stars.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const unfolded = (path) => readFileSync(path, 'utf8').replaceAll('\r\n ', '');
const field = (text, name) => text.match(new RegExp(`^${name}:(.*)\r$`, 'm'))?.[1].replace(/\\(.)/g, '$1');
const utc = (at) => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');

// What the file of a link holds; `lint` finds nothing wrong with it.
async function file(tab, tree, link, say) {
  const [download] = await Promise.all([tab.waitForEvent('download'), link.click()]);
  const path = await download.path();
  const named = `${path}.ics`;
  await download.saveAs(named);
  try {
    execFileSync(tree.program, ['lint', named], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    say(`lint: ${error.stdout}${error.stderr}`);
  }
  return { name: download.suggestedFilename(), text: unfolded(named) };
}

function compare(text, event, say) {
  const wanted = {
    UID: event.uid, DTSTART: utc(event.start), DTEND: utc(event.end), SUMMARY: event.summary, LOCATION: event.location,
    STATUS: event.status, SEQUENCE: String(event.sequence),
  };
  for (const [name, value] of Object.entries(wanted)) if (field(text, name) !== (value ?? undefined)) say(`${event.id}: ${name} is ${field(text, name)} instead of ${value}`);
}

export async function sessions(tab, tree, id, language, say) {
  const events = tree.events(id, language).filter((event) => !event.all_day);
  const menu = (event) => tab.locator(`[id="${event.id}"] > button.to`);
  for (const event of [events[1], events[events.length >> 1]]) {
    await menu(event).click();
    const links = await tab.locator('.own a').evaluateAll((links) => links.map(({ href }) => href));
    if (!links[0].endsWith(`#${event.id}`)) say(`${event.id}: the first link is ${links[0]}`);
    if (event.status === 'CANCELLED') {
      if (links.length > 1) say(`${event.id} is cancelled and can be added to calendars`);
      continue;
    }
    const [google, live, office] = links.slice(2).map((link) => new URL(link));
    const [texts, dates] = ['text', 'dates'].map((key) => google.searchParams.get(key));
    if (texts !== event.summary || dates !== `${utc(event.start)}/${utc(event.end)}`) say(`${event.id}: Google gets ${texts}, ${dates}`);
    for (const { searchParams } of [live, office]) {
      const ends = ['startdt', 'enddt'].map((key) => Date.parse(searchParams.get(key))).join();
      if (searchParams.get('subject') !== event.summary || ends !== [event.start, event.end].map(Date.parse).join()) say(`${event.id}: Outlook gets ${searchParams}`);
    }
    const { name, text } = await file(tab, tree, tab.locator('.own a[download]'), say);
    if (name !== `${event.id}.ics`) say(`${event.id}: its file is ${name}`);
    compare(text, event, say);
    await tab.locator('.own button[aria-pressed]').click();
    await tab.keyboard.press('Escape');
    if (await tab.locator('.own').count()) say('Escape does not close the menu');
  }
  // The starred ones alone, after a new visit too; with them their file and the nearest feed.
  const starred = [events[1], events[events.length >> 1]].filter((event) => event.status !== 'CANCELLED');
  if (!starred.length) return;
  for (const step of ['at once', 'after a reload']) {
    if (step === 'at once') {
      await tab.click('#filters > summary');
      await tab.click('#starred');
    } else await tab.reload();
    const shown = await tab.evaluate(() => [...document.querySelectorAll('section.plan .event[id]')].filter((event) => event.checkVisibility()).map(({ id }) => id).join(' '));
    if (shown !== starred.map((event) => event.id).join(' ')) say(`starred ${step}: shows ${shown}`);
    if (!(await tab.evaluate(() => location.hash.includes('starred=1')))) say('the address does not say that only starred ones are shown');
  }
  if (!(await tab.locator('#filters[open]').count())) await tab.click('#filters > summary');
  const { text } = await file(tab, tree, tab.locator('.stars a[download="starred.ics"]'), say);
  const uids = [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid).join(' ');
  if (uids !== starred.map((event) => event.uid).join(' ')) say(`the file of starred ones holds ${uids}`);
  const feed = await tab.locator('.nearest .found a[href*=".ics"]').first().getAttribute('href');
  const path = new URL(feed.replace(/^webcal/, 'https'), tab.url()).href.replace(tree.base ?? tree.address, '').slice(1);
  const held = tree.has(path) ? tree.read(path).replaceAll('\r\n ', '') : '';
  for (const { uid } of starred) if (!held.includes(`UID:${uid}\r\n`)) say(`the nearest feed, ${path}, does not hold ${uid}`);
}
