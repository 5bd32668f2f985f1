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

// The list of deadlines of all meetings: past ones on demand.
export async function past(tab, { tree, language }, say) {
  const today = tree.moment('index').toISOString().slice(0, 10);
  const dues = tree.meetings.flatMap((id) => tree.events(id, language)).filter((event) => event.kind === 'deadline');
  const of = (list) => list.map((event) => event.day).sort().join(' ');
  const got = () => tab.evaluate(() => [...document.querySelectorAll('.deadlines .due')]
    .filter((due) => due.checkVisibility()).map((due) => due.dataset.date).sort().join(' '));
  const box = tab.locator('#past');
  if (!(await box.isVisible())) return say('offers no past deadlines');
  const first = of(dues.filter((event) => event.day >= today));
  if ((await got()) !== first) say(`deadlines to come are ${await got()} instead of ${first}`);
  await box.click();
  // A year that is over stays folded until it is asked for.
  for (const year of await tab.locator('.deadlines details:not([open]) > summary').all()) await year.click();
  if ((await got()) !== of(dues)) say(`deadlines with past ones are ${await got()} instead of ${of(dues)}`);
  await box.click();
  if ((await got()) !== first) say(`deadlines without past ones again are ${await got()} instead of ${first}`);
}
