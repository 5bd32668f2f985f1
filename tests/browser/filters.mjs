// Filters hide and show what they say, by what the terminal says of each event.
const shown = (selector) =>
  [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility()).map((element) => element.id).sort();

export async function filters(tab, { tree, meeting, language }, say) {
  const events = tree.events(meeting, language).filter((event) => !event.all_day);
  await tab.locator('#filters > summary').click();
  const boxes = tab.locator('#filters :is([data-by=kind], [data-by=groups]) input[type=checkbox]');
  const all = await boxes.evaluateAll((inputs) => inputs.map((input) => ({
    by: input.closest('[data-by]').dataset.by,
    value: input.value,
    of: input.dataset.of,
    label: input.closest('label').textContent.trim(),
  })));
  const values = (by) => all.filter((box) => box.by === by).map((box) => box.value);
  const wanted = {
    kind: [...new Set(events.map((event) => event.kind))],
    groups: [...new Set(events.flatMap((event) => event.slugs))],
  };
  for (const by of ['kind', 'groups']) {
    // One group needs no choice.
    if (by === 'groups' && wanted.groups.length < 2) continue;
    const [got, want] = [values(by), wanted[by]].map((list) => [...list].sort().join(' '));
    if (got !== want) say(`those by ${by} are ${got} instead of ${want}`);
  }
  for (const { by, value, label } of all) {
    if (by === 'groups' && label.toLowerCase().replace(/[/ ]/g, '-') !== value) say(`the filter ${value} is called ${label}`);
  }
  // What a group's own feed holds is shown if it alone is chosen: its own sessions and what concerns all.
  const held = new Map(values('groups').map((slug) => [slug, tree.held(meeting, language, slug)]));
  const concerns = (event, slug) => event.slugs.includes(slug)
    || (held.get(slug).has(event.uid) && all.some((box) => box.value === slug && box.of));
  const off = new Set();
  const key = ({ by, value }) => `${by} ${value}`;
  const isOn = (by, value) => !off.has(`${by} ${value}`);
  const compare = async (after) => {
    const got = await tab.evaluate(shown, 'section.plan .event[id]');
    const byGroup = values('groups').length > 0;
    const want = events
      .filter((event) => isOn('kind', event.kind) && (!byGroup || values('groups').some((slug) => isOn('groups', slug) && concerns(event, slug))))
      .map((event) => event.id)
      .sort();
    const extra = got.filter((id) => !want.includes(id));
    const missing = want.filter((id) => !got.includes(id));
    if (extra.length) say(`${after}: still shows ${extra.slice(0, 3).join(', ')} (${extra.length})`);
    if (missing.length) say(`${after}: does not show ${missing.slice(0, 3).join(', ')} (${missing.length})`);
    const none = await tab.locator('section.plan p.none').isVisible();
    if (none !== (want.length === 0)) say(`${after}: ${none ? 'says' : 'does not say'} that nothing is shown`);
    return extra.length + missing.length === 0;
  };
  if (!(await compare('at first'))) return;
  const click = async (at) => {
    await boxes.nth(at).click();
    const is = off.has(key(all[at]));
    for (const box of all.filter((box) => box === all[at] || box.of === all[at].value)) is ? off.delete(key(box)) : off.add(key(box));
  };
  for (let at = 0; at < all.length; at += 1) {
    await click(at);
    await compare(`without ${all[at].label}`);
    await click(at);
  }
  await compare('with all again');
  // A group alone shows what its feed holds.
  const groups = all.map((box, at) => ({ ...box, at })).filter((box) => box.by === 'groups');
  for (const { at, value, label } of groups) {
    for (const other of groups) if (!off.has(key(other))) await click(other.at);
    await click(at);
    const got = await tab.evaluate(shown, 'section.plan .event[id]');
    const want = events.filter((event) => held.get(value).has(event.uid)).map((event) => event.id).sort();
    if (got.join(' ') !== want.join(' ')) say(`with ${label} alone: shows ${got.length} events, and its feed holds ${want.length}`);
  }
  for (const other of groups) if (off.has(key(other))) await click(other.at);
  await compare('with all groups again');
  // Down to one kind of one group, then to nothing.
  for (let at = 0; at < all.length; at += 1) {
    if (!off.has(key(all[at]))) await click(at);
    if (at % 3 === 0) await compare(`without ${all[at].label} and those before it`);
  }
  await compare('without anything');
  for (let at = 0; at < all.length; at += 1) if (off.has(key(all[at]))) await click(at);
  await compare('with everything again');
}

// The page of all meetings: which are on, the ten deadlines that come first, all of them on demand, and the search.
export async function index(tab, { tree, language }, say) {
  const moment = tree.moment('index').toISOString();
  const today = moment.slice(0, 10);
  const events = tree.meetings.flatMap((id) => tree.events(id, language));
  const dues = events.filter((event) => event.kind === 'deadline').map((event) => event.day).sort();
  const seen = (selector) => tab.evaluate((selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility()).map((element) => element.dataset.date ?? element.querySelector('a').getAttribute('href')), selector);
  const expect = async (what, selector, wanted) => {
    const got = (await seen(selector)).sort().join(' ');
    if (got !== [...wanted].sort().join(' ')) say(`${what}: shows ${got || 'nothing'} instead of ${wanted.join(' ') || 'nothing'}`);
  };
  const first = dues.filter((day) => day >= today).slice(0, 10);
  await expect('deadlines to come', '.deadlines .due', first);
  await tab.click('.every > summary');
  await tab.evaluate(() => document.querySelectorAll('.every .year').forEach((year) => { year.open = true; }));
  await expect('all deadlines', '.every .due', dues);
  await tab.click('.every > summary');
  // What is on, else what comes next.
  const banners = events.filter((event) => event.kind === 'meeting' && event.status !== 'CANCELLED');
  const last = ({ end }) => new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10);
  const ahead = banners.map(({ day }) => day).filter((day) => day > today).sort()[0];
  const onNow = banners.filter((event) => last(event) >= today && (event.day <= today || event.day === ahead));
  await expect('now and next', 'section:has(#now) .card', onNow.map(({ meeting }) => `meetings/${meeting}.html`));
  // Words are looked for everywhere; a folded year opens and closes again.
  const [one] = banners;
  const title = await tab.evaluate((id) => document.querySelector(`.year .card a[href$="${id}.html"]`).textContent, one.meeting);
  await tab.fill('#find', title.toUpperCase());
  if (!(await seen('.year .card')).includes(`meetings/${one.meeting}.html`)) say(`${title} is not found`);
  await tab.fill('#find', 'xyzzy');
  await expect('without a match', '.card, .due, ul.feeds > li', []);
  if (!(await tab.locator('#unfound').textContent())) say('does not say that nothing is found');
  await tab.fill('#find', '');
  await expect('with all again', '.deadlines .due', first);
  if (await tab.locator('#unfound').textContent()) say('still says that nothing is found');
}
