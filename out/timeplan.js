/* timeplan */
'use strict';
const { now, today, copied } = document.body.dataset;
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// The day in Geneva, as YYYY-MM-DD.
const dayOf = (instant) => {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone: 'Europe/Zurich', year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${day.year}-${day.month}-${day.day}`;
};
const here = dayOf(new Date());

const badge = (element, text) => {
  const mark = document.createElement('span');
  mark.className = 'badge';
  mark.textContent = text;
  element.append(mark);
};

// How far away deadlines and meetings are.
{
  const distance = (date) => Math.round((Date.parse(date) - Date.parse(here)) / 86400000);
  const words = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { numeric: 'auto' });
  const away = (days) => (Math.abs(days) < 60 ? words.format(days, 'day') : words.format(Math.round(days / 30.4), 'month'));

  // On the page of all meetings past deadlines are hidden.
  const dues = all('.due');
  for (const due of dues) {
    const days = distance(due.dataset.date);
    due.classList.toggle('over', days < 0);
    if (days >= 0) badge(due, days === 0 ? today : away(days));
  }
  const showPast = document.getElementById('past');
  if (showPast) {
    const section = showPast.closest('section');
    const apply = () => {
      let left = 0;
      for (const due of all('.due', section)) {
        due.hidden = due.classList.contains('over') && !showPast.checked;
        if (!due.hidden) left += 1;
      }
      for (const year of all('.year', section)) {
        year.hidden = all('.due', year).every((due) => due.hidden);
        if (!year.hidden && !showPast.checked) year.open = true;
      }
      section.querySelector('.none').hidden = left > 0;
    };
    showPast.closest('label').hidden = dues.every((due) => !due.classList.contains('over'));
    showPast.addEventListener('change', apply);
    apply();
  }

  for (const card of all('.card')) {
    const { first, last } = card.dataset;
    if (last < here) continue;
    badge(card.querySelector('.when'), first <= here ? now : away(distance(first)));
  }
  for (const year of all('.meetings .year')) {
    const is = all('.card', year).some((card) => card.dataset.last >= here);
    if (is) year.open = true;
  }
}

// Today, what is going on, and the way there.
{
  for (const cell of all(`[data-date="${here}"]:not(.due)`)) {
    cell.classList.add('today');
    const name = cell.querySelector(':scope > time');
    if (name) badge(cell.tagName === 'TH' ? cell : name, today);
  }
  const starts = new Map(all('.event[data-end]').map((event) => [event, Date.parse(event.querySelector('time').dateTime)]));
  const mark = () => {
    const at = Date.now();
    const turn = (element, is) => {
      if (is === element.classList.contains('going')) return;
      element.classList.toggle('going', is);
      if (is) badge(element, now);
      else element.querySelector('.badge').remove();
    };
    for (const [event, start] of starts) {
      turn(event, start <= at && at < Date.parse(event.dataset.end) && !event.classList.contains('cancelled'));
    }
    for (const head of all('.week :is(.stays, .at)')) turn(head, Boolean(head.closest('td, tr').querySelector('.event.going')));
  };
  mark();
  setInterval(mark, 60000);

  const tabs = all('.days li');
  const go = (date, behavior) => {
    const cells = all(`.plan :is(td, li)[data-date="${date}"]`).filter((cell) => all('.event', cell).some((event) => event.checkVisibility()));
    cells[0]?.scrollIntoView({ block: 'start', behavior });
    // A day that is longer than the screen is shown where it is now.
    const going = date === here && cells.find((cell) => cell.querySelector('.event.going'));
    if (going && going.getBoundingClientRect().top > innerHeight - 160) going.scrollIntoView({ block: 'start', behavior });
  };
  for (const tab of tabs) {
    const link = tab.querySelector('a');
    if (tab.dataset.date === here) {
      link.setAttribute('aria-current', 'date');
      badge(link, today);
    }
    // The choice of events, which stands in the address, stays there.
    link.addEventListener('click', (click) => {
      click.preventDefault();
      go(tab.dataset.date);
    });
  }
  // During the meeting the page opens at its day, unless it was left elsewhere or leads elsewhere.
  const next = tabs.find((tab) => tab.dataset.date >= here);
  if (next) next.parentElement.scrollLeft += next.getBoundingClientRect().left - next.parentElement.getBoundingClientRect().left;
  const isFresh = (performance.getEntriesByType('navigation')[0]?.type ?? 'navigate') === 'navigate';
  const leadsElsewhere = location.hash && !location.hash.includes('=');
  if (next && tabs[0].dataset.date <= here && isFresh && !leadsElsewhere) addEventListener('DOMContentLoaded', () => go(next.dataset.date, 'instant'));

  // What lies over the page closes again.
  const menus = all('.menu');
  const close = (but) => menus.forEach((menu) => { if (menu !== but) menu.open = false; });
  document.addEventListener('click', ({ target }) => close(target.closest('.menu')));
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    const open = menus.find((menu) => menu.open);
    close();
    open?.querySelector('summary').focus();
  });
}

// Which events are shown: those of a kind, of a group that they concern, and in a room that are ticked, with all
// the words that are looked for. It stands in the address as feeds have it: `#show=q7-12,q9-12&hide=lunch`; a study
// group means its working parties and Questions too. Rooms and words stand behind it: `&room=K1&q=terms`.
{
  const panel = document.getElementById('filters');
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[-/\s]+/g, ' ');
  const button = (text, label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    if (label) made.setAttribute('aria-label', `${text}: ${label}`);
    made.addEventListener('click', act);
    return made;
  };

  const begin = () => {
    const { all: every, none, just, rooms, noRoom } = panel.dataset;
    const plan = document.querySelector('section.plan');
    const search = document.getElementById('search');
    const NOWHERE = '-';
    const events = all('.event[id]', plan).map((element) => {
      const room = element.querySelector('.room')?.textContent ?? '';
      const names = element.dataset.own ?? '';
      return { element, room: room || NOWHERE, ...element.dataset, groups: element.dataset.groups.split(' '), text: plain(`${element.querySelector('.title').textContent} ${room} ${names}`) };
    });

    // Rooms are those that the plan names.
    const named = [...new Set(events.map(({ room }) => room))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    if (named.length > 1) {
      const field = document.createElement('fieldset');
      field.dataset.by = 'room';
      field.append(document.createElement('legend'));
      field.firstChild.textContent = rooms;
      for (const room of named) {
        const [label, box] = [document.createElement('label'), document.createElement('input')];
        Object.assign(box, { type: 'checkbox', value: room, checked: true, autocomplete: 'off' });
        label.append(box, ` ${room === NOWHERE ? noRoom : room}`);
        field.append(label);
      }
      panel.querySelector('.filters').append(field);
    }

    const fields = new Map(all('fieldset', panel).map((field) => [field.dataset.by, all('input', field)]));
    const boxes = (by) => fields.get(by) ?? [];
    const partsOf = (box) => (box.value === NOWHERE ? [] : boxes('groups').filter((other) => other.dataset.of === box.value));
    const wholeOf = (box) => boxes('groups').find((other) => other.value === box.dataset.of);

    const apply = () => {
      const ticked = (by) => new Set(boxes(by).filter((box) => box.checked).map((box) => box.value));
      const [kinds, groups, places] = ['kind', 'groups', 'room'].map(ticked);
      const words = plain(search.value).trim().split(' ');
      let left = 0;
      for (const { element, kind, groups: own, room, text } of events) {
        const is = kinds.has(kind)
          && (!fields.has('groups') || own.some((group) => groups.has(group)))
          && (!fields.has('room') || places.has(room))
          && words.every((word) => text.includes(word));
        element.hidden = !is;
        if (is) left += 1;
      }
      const isEmpty = (element) => all('.event', element).every((event) => event.hidden);
      for (const cell of all('td', plan)) cell.classList.toggle('void', isEmpty(cell));
      for (const whole of all('tbody tr, .plain-days > li, .week, .plain-days', plan)) whole.hidden = isEmpty(whole);
      const days = new Set(events.filter(({ element }) => !element.hidden).map(({ element }) => element.closest('[data-date]').dataset.date));
      const isAll = left === events.length;
      for (const day of all('.week [data-date], .days li')) day.hidden = !isAll && !days.has(day.dataset.date);
      plan.querySelector('p.none').hidden = left > 0;
      panel.querySelector('.left').textContent = isAll ? '' : `${left}/${events.length}`;
    };

    const written = () => {
      const [show, hide, others] = [[], [], []];
      for (const box of boxes('kind')) if (!box.checked) hide.push(box.value);
      if (boxes('groups').some((box) => !box.checked)) {
        for (const box of boxes('groups')) {
          const isWhole = wholeOf(box)?.checked ?? false;
          if (box.checked && !isWhole) show.push(box.value);
          if (!box.checked && isWhole) hide.push(box.value);
        }
        if (!show.length) show.push(NOWHERE);
      }
      if (show.length) others.push(`show=${show}`);
      if (hide.length) others.push(`hide=${hide}`);
      if (boxes('room').some((box) => !box.checked)) {
        const ticked = boxes('room').filter((box) => box.checked);
        others.push(...(ticked.length ? ticked.map((box) => `room=${encodeURIComponent(box.value)}`) : ['room=']));
      }
      if (search.value.trim()) others.push(`q=${encodeURIComponent(search.value.trim())}`);
      return others.join('&');
    };

    const read = () => {
      const hash = location.hash.slice(1);
      // A link to a place of the page leaves the choice as it is.
      if (hash && !hash.includes('=')) return;
      const said = new URLSearchParams(hash);
      const terms = (key) => said.get(key)?.toLowerCase().split(',').filter(Boolean);
      const [show, hide, places] = [terms('show'), terms('hide') ?? [], said.getAll('room')];
      const isKind = (term) => boxes('kind').some((box) => box.value === term);
      const [kinds, groups] = [show?.filter(isKind) ?? [], show?.filter((term) => !isKind(term)) ?? []];
      for (const box of boxes('kind')) box.checked = !kinds.length || kinds.includes(box.value);
      for (const box of boxes('groups')) box.checked = !groups.length || groups.includes(box.value) || groups.includes(box.dataset.of);
      for (const box of [...boxes('kind'), ...boxes('groups')]) if (hide.includes(box.value)) box.checked = false;
      for (const box of boxes('room')) box.checked = !places.length || places.includes(box.value);
      search.value = said.get('q') ?? '';
      apply();
    };

    const keep = (step) => {
      apply();
      const hash = written();
      history[step](null, '', hash ? `#${hash}` : location.pathname + location.search);
    };
    const tick = (box, is) => {
      for (const one of [box, ...partsOf(box)]) one.checked = is;
    };

    for (const [by, own] of fields) {
      const field = own[0].closest('fieldset');
      const set = (is) => () => {
        for (const box of own) box.checked = is;
        keep('pushState');
      };
      const name = field.querySelector('legend').textContent;
      if (own.length > 1) field.querySelector('legend').after(button(every, name, set(true)), button(none, name, set(false)));
      for (const box of own.length > 2 ? own : []) {
        const label = box.closest('label');
        const choice = document.createElement('span');
        choice.className = 'choice';
        label.replaceWith(choice);
        const alone = button(just, label.textContent.trim(), () => {
          for (const other of own) other.checked = false;
          if (by === 'groups') tick(box, true);
          else box.checked = true;
          keep('pushState');
        });
        alone.className = 'just';
        choice.append(label, alone);
      }
      field.addEventListener('change', ({ target }) => {
        if (by === 'groups') tick(target, target.checked);
        keep('pushState');
      });
    }
    search.addEventListener('input', () => keep('replaceState'));
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    panel.hidden = false;
    read();
  };
  if (panel) begin();
}

// The clock that hours are shown in: Geneva's, that of the meeting's place, or the reader's own. The page has the
// hours of its own country as they are; the others are made of the instants of its sessions. What was chosen stays
// for the next visit.
{
  const KEY = 'timeplan.zone';
  // Browsers may refuse to keep anything.
  const remember = (value) => { try { localStorage.setItem(KEY, value); } catch { /* It holds for this visit. */ } };
  const remembered = () => { try { return localStorage.getItem(KEY); } catch { return null; } };

  const begin = (select) => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const city = (zone) => zone.split('/').at(-1).replaceAll('_', ' ');
    const said = (hours, zone) => select.dataset.said.replace('{h}', hours).replace('{c}', city(zone));
    for (const option of [...select.options]) {
      if (option.value === 'place') option.textContent = said('', option.dataset.zone).replace(/^[\s,\u200e]+|[\s,\u200e]+$/g, '');
      if (option.value !== 'own') continue;
      if (!own || own === 'Europe/Zurich') option.remove();
      else {
        option.dataset.zone = own;
        option.textContent += ` (${city(own)})`;
      }
    }
    if (select.options.length < 2) return;
    select.hidden = false;

    const format = (zone) => new Intl.DateTimeFormat('en-GB-u-ca-gregory-nu-latn', { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', year: 'numeric', month: '2-digit', day: '2-digit' });
    const reader = (zone) => {
      const made = format(zone);
      return (instant) => {
        const at = Object.fromEntries(made.formatToParts(Date.parse(instant)).map(({ type, value }) => [type, value]));
        return { day: Date.UTC(at.year, at.month - 1, at.day) / 86400000, time: `${at.hour}:${at.minute}` };
      };
    };
    // "00:15–01:30 +1": a day after the one below whose name it stands.
    const hours = (event, read) => {
      const [start, end] = [read(event.dataset.start), read(event.dataset.end)];
      const by = start.day - Date.parse(event.dataset.start.slice(0, 10)) / 86400000;
      return `${start.time}–${end.time}${by ? ` ${by > 0 ? '+' : '−'}${Math.abs(by)}` : ''}`;
    };
    const first = new Map();
    const show = (clock, zone, texts) => {
      if (!first.has(clock)) first.set(clock, [...clock.childNodes]);
      if (!texts) return clock.replaceChildren(...first.get(clock));
      const time = document.createElement('span');
      time.className = 'there';
      const isGeneva = zone === 'Europe/Zurich';
      if (isGeneva) time.dir = 'ltr';
      time.textContent = isGeneva ? texts : said(texts, zone);
      return clock.replaceChildren(time);
    };
    const apply = () => {
      const { zone } = select.selectedOptions[0].dataset;
      // The first is what the page says anyway.
      const read = select.selectedIndex > 0 && reader(zone);
      for (const event of all('.event[data-start]')) show(event.querySelector('.clock'), zone, read && hours(event, read));
      for (const head of all('.week :is(.stays, .at)')) {
        const whole = head.closest('td, tr');
        const texts = new Set(read ? all('.event.usual', whole).map((event) => hours(event, read)) : []);
        // Where the clocks of both places change at different times, each session says its own hours.
        if (whole.tagName === 'TR') whole.classList.toggle('differs', texts.size > 1);
        head.querySelector('.clock').hidden = texts.size > 1;
        if (texts.size < 2) show(head.querySelector('.clock'), zone, [...texts][0]);
      }
    };
    const kept = [...select.options].find(({ value }) => value === remembered());
    if (kept) kept.selected = true;
    apply();
    select.addEventListener('change', () => {
      remember(select.value);
      apply();
    });
  };
  const select = document.getElementById('zone');
  if (select) begin(select);
}

// Buttons. What they did is said aloud, too.
{
  const said = document.createElement('p');
  said.className = 'aloud';
  said.setAttribute('role', 'status');
  document.querySelector('main').append(said);
  for (const button of all('button.copy')) button.hidden = false;
  // Some come later than this script.
  document.addEventListener('click', async ({ target }) => {
    const button = target.closest('button.copy');
    if (!button) return;
    const label = button.dataset.label ??= button.textContent;
    const address = new URL(button.dataset.copy, location.href).href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      // Pages from a disk or without TLS have no clipboard of that kind.
      const field = document.createElement('textarea');
      field.value = address;
      document.body.append(field);
      field.select();
      document.execCommand('copy');
      field.remove();
      button.focus();
    }
    button.textContent = copied;
    said.textContent = copied;
    setTimeout(() => {
      button.textContent = label;
      said.textContent = '';
    }, 2000);
  });
  for (const button of all('button.print')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
