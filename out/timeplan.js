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

// A text as it is looked for: without accents, in small letters, its words separated by single spaces.
const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[-/\s]+/g, ' ').trim();

// How far away deadlines and meetings are.
{
  const distance = (date) => Math.round((Date.parse(date) - Date.parse(here)) / 86400000);
  const words = new Intl.RelativeTimeFormat(`${document.documentElement.lang}-u-nu-latn`, { numeric: 'auto' });
  const away = (days) => (Math.abs(days) < 60 ? words.format(days, 'day') : words.format(Math.round(days / 30.4), 'month'));

  for (const due of all('.due')) {
    const days = distance(due.dataset.date);
    due.classList.toggle('over', days < 0);
    if (days >= 0) badge(due.querySelector('.what'), days === 0 ? today : away(days));
  }
  for (const card of all('.card')) {
    const { first, last } = card.dataset;
    if (last < here) continue;
    badge(card.querySelector('.line'), first <= here ? now : away(distance(first)));
  }
  for (const year of all('.meetings .year')) {
    const is = all('.card', year).some((card) => card.dataset.last >= here);
    if (is) year.open = true;
  }
}

// The page of all meetings: what is on and what comes next, the deadlines that come first, and a search in all of it.
{
  const MOST = 10;

  // The sessions of a meeting that are on, else those that begin next: by the page of the meeting, which knows them.
  const sessions = async (card) => {
    const list = document.createElement('ul');
    list.className = 'sessions';
    card.append(list);
    const link = card.querySelector('.name');
    const show = (events) => {
      const at = Date.now();
      const coming = events.filter(({ end }) => end > at);
      const first = Math.min(...coming.map(({ start }) => start));
      const on = coming.filter(({ start }) => start <= Math.max(at, first));
      list.replaceChildren(...on.map(({ id, start, title, room, clock }) => {
        const [item, to] = [document.createElement('li'), document.createElement('a')];
        [to.href, to.textContent] = [`${link.getAttribute('href')}#${id}`, title];
        const day = document.createElement('span');
        day.textContent = dayOf(new Date(start)) === here ? '' : dayName.format(start);
        item.append(to, ' ', ...(room ? [room.cloneNode(true), ' '] : []), ...(day.textContent ? [day, ' '] : []));
        if (start <= at) badge(item, now);
        item.append(clock.cloneNode(true));
        return item;
      }));
      list.hidden = !on.length;
    };
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const events = all('.plan .event[id]:not(.cancelled, [data-kind=lunch])', page).map((event) => ({
        id: event.id,
        start: Date.parse(event.dataset.start),
        end: Date.parse(event.dataset.end),
        title: event.querySelector('.title').textContent,
        room: event.querySelector('.room'),
        clock: event.querySelector('.clock'),
      }));
      show(events);
      setInterval(show, 60000, events);
    } catch {
      list.remove();
    }
  };
  const dayName = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-ca-gregory-nu-latn`, { timeZone: 'Europe/Zurich', weekday: 'short', day: 'numeric', month: 'short' });

  const begin = (search) => {
    const template = document.getElementById('on-now');
    const open = all('.card:not(.cancelled, .postponed)').filter((card) => card.dataset.last >= here);
    const next = open.map((card) => card.dataset.first).filter((first) => first > here).sort()[0];
    const onNow = open.filter(({ dataset: { first } }) => first <= here || first === next);
    if (onNow.length) {
      const made = template.content.cloneNode(true);
      const cards = onNow.map((card) => card.cloneNode(true));
      made.querySelector('.cards').append(...cards);
      template.replaceWith(made);
      // A page from a disk may not read another one.
      if (location.protocol.startsWith('http')) cards.filter((card) => card.dataset.first <= here).forEach(sessions);
    }

    // Those to come first; all of them, past ones too, are folded below.
    const soon = document.querySelector('.soon');
    const every = document.querySelector('.every');
    const coming = soon ? all('.due:not(.over)', every) : [];
    if (soon) {
      soon.append(...coming.slice(0, MOST).map((due) => due.cloneNode(true)));
      soon.parentElement.querySelector('.none').hidden = coming.length > 0;
      every.open = false;
    }

    // What stands there twice is looked for where all of it stands.
    const items = all('.year :is(.card, .due), ul.feeds > li').map((element) => ({ element, text: plain(element.textContent) }));
    const lists = all('.year, .every, ul.feeds');
    const extras = [...all('section:has(> h2#now), section.subscribe, section.changes, .own-view'), ...(soon ? [soon] : [])];
    const sections = all('section').filter((section) => items.some(({ element }) => section.contains(element)));
    const unfound = document.getElementById('unfound');
    let before;
    const find = () => {
      const words = plain(search.value).split(' ').filter(Boolean);
      const isFinding = words.length > 0;
      let left = 0;
      for (const { element, text } of items) {
        element.hidden = !words.every((word) => text.includes(word));
        if (!element.hidden) left += 1;
      }
      const isEmpty = (whole) => items.every(({ element }) => element.hidden || !whole.contains(element));
      for (const whole of [...lists, ...sections]) whole.hidden = isFinding && isEmpty(whole);
      for (const list of all('h3 + ul.feeds')) list.previousElementSibling.hidden = list.hidden;
      for (const extra of extras) extra.hidden = isFinding;
      // What was folded opens while words are looked for, and folds again.
      const folded = all('details.year, details.every');
      if (isFinding) before ??= folded.map((details) => details.open);
      folded.forEach((details, at) => { if (before) details.open = isFinding || before[at]; });
      if (!isFinding) before = undefined;
      unfound.textContent = left ? '' : unfound.dataset.none;
    };
    // What is looked for stands in the address: `#q=terms`.
    const read = () => {
      const hash = location.hash.slice(1);
      // A link to a place of the page leaves what is looked for as it is.
      if (!hash || hash.includes('=')) search.value = new URLSearchParams(hash).get('q') ?? '';
      find();
    };
    search.addEventListener('input', () => {
      find();
      const words = search.value.trim();
      history.replaceState(null, '', words ? `#q=${encodeURIComponent(words)}` : location.pathname + location.search);
    });
    addEventListener('hashchange', read);
    addEventListener('popstate', read);
    search.closest('label').hidden = false;
    read();
  };
  const search = document.getElementById('find');
  if (search) begin(search);
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

// The sessions that the reader starred, by UID: they stay for the next visit.
const stars = (() => {
  const KEY = 'timeplan.stars';
  const read = () => {
    // Browsers may refuse to keep anything, and others may write there.
    try { return new Set(JSON.parse(localStorage.getItem(KEY)) ?? []); } catch { return new Set(); }
  };
  let kept = read();
  const uid = (event) => `${event.id}@${event.dataset.domain}`;
  const tell = () => document.dispatchEvent(new Event('starred'));
  addEventListener('storage', ({ key }) => {
    if (key !== KEY) return;
    kept = read();
    tell();
  });
  return {
    uid,
    has: (event) => kept.has(uid(event)),
    turn: (event) => {
      if (!kept.delete(uid(event))) kept.add(uid(event));
      try { localStorage.setItem(KEY, JSON.stringify([...kept])); } catch { /* It holds for this visit. */ }
      tell();
    },
  };
})();

// Single sessions: each has a menu with its link, its file, the ways into calendar programs, and a star.
{
  const plan = document.querySelector('section.plan');
  const title = (event) => event.querySelector('.title').textContent;
  // The time of an instant as RFC 5545 section 3.3.5 writes it in UTC: right without a VTIMEZONE, also when the
  // program that reads it has old rules of Geneva.
  const utc = (instant) => new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');
  const isSite = location.protocol.startsWith('http');
  const here = (event) => (isSite ? `${location.origin}${location.pathname}#${event.id}` : '');
  const url = (event) => event.querySelector('.title a')?.href ?? here(event);
  const text = (event) => [...all('.remote, .note', event)].map((part) => part.textContent).join('\n');

  // Lines of at most 75 octets (RFC 5545 section 3.1), folded between characters.
  const encoder = new TextEncoder();
  const fold = (line) => {
    let [folded, length] = ['', 0];
    for (const letter of line) {
      const size = encoder.encode(letter).length;
      if (length + size > 75) [folded, length] = [`${folded}\r\n `, 1];
      folded += letter;
      length += size;
    }
    return folded;
  };
  const escaped = (value) => value.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');
  // The file is made here, of what the page says, so that the tree has no file for each session. Its UID is that of
  // the feeds: whoever subscribes later does not have the session twice.
  const component = (event) => {
    const { start, end, stamp, sequence = '0', location: where, free } = event.dataset;
    const status = ['cancelled', 'tentative'].find((state) => event.classList.contains(state)) ?? 'confirmed';
    const lines = [
      'BEGIN:VEVENT', `UID:${stars.uid(event)}`, `DTSTAMP:${utc(stamp)}`, `LAST-MODIFIED:${utc(stamp)}`, `SEQUENCE:${sequence}`,
      `DTSTART:${utc(start)}`, `DTEND:${utc(end)}`, `SUMMARY:${escaped(title(event))}`,
    ];
    if (where) lines.push(`LOCATION:${escaped(where)}`);
    if (text(event)) lines.push(`DESCRIPTION:${escaped(text(event))}`);
    if (url(event)) lines.push(`URL:${url(event)}`);
    return [...lines, `STATUS:${status.toUpperCase()}`, `TRANSP:${free === undefined ? 'OPAQUE' : 'TRANSPARENT'}`, 'END:VEVENT'];
  };
  const calendar = (events) => {
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//timeplan//sessions of a page//EN', 'CALSCALE:GREGORIAN', ...events.flatMap(component), 'END:VCALENDAR'];
    return URL.createObjectURL(new Blob([lines.map((line) => `${fold(line)}\r\n`).join('')], { type: 'text/calendar;charset=utf-8' }));
  };
  // What a link led to before is given back.
  const offer = (link, events) => {
    if (link.href) URL.revokeObjectURL(link.href);
    link.href = calendar(events);
  };

  const address = (base, fields) => `${base}?${Object.entries(fields).filter(([, value]) => value).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
  const google = (event) => address('https://calendar.google.com/calendar/render', {
    action: 'TEMPLATE',
    text: title(event),
    dates: `${utc(event.dataset.start)}/${utc(event.dataset.end)}`,
    location: event.dataset.location,
    details: [text(event), url(event)].filter(Boolean).join('\n'),
  });
  const outlook = (host) => (event) => address(`https://${host}/calendar/0/action/compose`, {
    rru: 'addevent',
    path: '/calendar/action/compose',
    subject: title(event),
    startdt: new Date(event.dataset.start).toISOString(),
    enddt: new Date(event.dataset.end).toISOString(),
    location: event.dataset.location,
    body: [text(event), url(event)].filter(Boolean).join('\n'),
  });
  const PROGRAMS = [['Google', google], ['Outlook.com', outlook('outlook.live.com')], ['Microsoft 365', outlook('outlook.office.com')]];

  const begin = () => {
    const { options, add, copy, file, star } = plan.dataset;
    const made = (name, textContent, others) => Object.assign(document.createElement(name), { textContent }, others);
    const menu = made('div', '', { className: 'own', id: 'own' });
    let opener;
    const close = () => {
      if (!opener) return;
      opener.setAttribute('aria-expanded', 'false');
      opener = undefined;
      menu.remove();
    };
    const open = (button) => {
      close();
      opener = button;
      button.setAttribute('aria-expanded', 'true');
      const event = button.closest('.event');
      const link = made('a', button.dataset.link, { href: `#${event.id}` });
      const copying = made('button', copy, { type: 'button', className: 'copy' });
      copying.dataset.copy = `#${event.id}`;
      const starring = made('button', `★ ${star}`, { type: 'button' });
      starring.setAttribute('aria-pressed', String(stars.has(event)));
      starring.addEventListener('click', () => {
        stars.turn(event);
        starring.setAttribute('aria-pressed', String(stars.has(event)));
      });
      menu.replaceChildren(link, copying);
      // Nobody goes to what is cancelled.
      if (!event.classList.contains('cancelled')) {
        const own = made('a', file, { download: `${event.id}.ics` });
        offer(own, [event]);
        menu.append(own, ...PROGRAMS.map(([name, to]) => made('a', add.replace('{p}', name), { href: to(event) })));
      }
      menu.append(starring);
      button.after(menu);
    };
    for (const link of all('.event > .to', plan)) {
      const event = link.parentElement;
      const button = made('button', '⋯', { type: 'button', className: 'to' });
      button.dataset.link = link.getAttribute('aria-label');
      button.setAttribute('aria-label', `${options}: ${title(event)}`);
      button.setAttribute('aria-expanded', 'false');
      link.replaceWith(button);
    }
    document.addEventListener('click', ({ target }) => {
      const button = target.closest('button.to');
      if (button && button !== opener) open(button);
      else if (button || !target.closest('.own')) close();
    });
    document.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !opener) return;
      const button = opener;
      close();
      button.focus();
    });

    // The starred ones as a file, beside the smallest feed that holds all of them: that stays up to date.
    const events = all('.event[id]', plan);
    const groupsOf = (event) => event.dataset.groups.split(' ');
    const feed = (starred) => {
      const size = (slug) => events.filter((event) => groupsOf(event).includes(slug)).length;
      const shared = groupsOf(starred[0]).filter((slug) => starred.every((event) => groupsOf(event).includes(slug)));
      const entries = shared.sort((a, b) => size(a) - size(b)).map((slug) => document.querySelector(`.calendars li:has(a[href$="groups/${slug}.ics"])`));
      return entries.find(Boolean) ?? document.querySelector('.subscribe .address');
    };
    const box = document.querySelector('.stars');
    const show = () => {
      const starred = events.filter((event) => stars.has(event));
      for (const event of events) event.classList.toggle('starred', stars.has(event));
      box.querySelector('.total').textContent = starred.length ? `(${starred.length})` : '';
      const link = box.querySelector('a[download]');
      const nearest = box.querySelector('.nearest');
      link.hidden = nearest.hidden = !starred.length;
      nearest.querySelector('.found')?.remove();
      if (!starred.length) return;
      offer(link, starred);
      const found = made('span', '', { className: 'found' });
      found.append(...[...feed(starred).childNodes].map((node) => node.cloneNode(true)));
      nearest.append(found);
    };
    document.addEventListener('starred', show);
    show();
  };
  if (plan && document.querySelector('.stars')) begin();
}

// Which events are shown: those of a kind, of a group that they concern, and in a room that are ticked, with all
// the words that are looked for. It stands in the address as feeds have it: `#show=q7-12,q9-12&hide=lunch`; a study
// group means its working parties and Questions too. Rooms, stars and words stand behind it: `&room=K1&starred=1&q=terms`.
{
  const panel = document.getElementById('filters');
  const button = (text, label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    if (label) made.setAttribute('aria-label', `${text}: ${label}`);
    made.addEventListener('click', act);
    return made;
  };

  const begin = () => {
    const { all: every, none, just, rooms, noRoom, room: roomName } = panel.dataset;
    const plan = document.querySelector('section.plan');
    const search = document.getElementById('search');
    const starred = document.getElementById('starred');
    const NOWHERE = '-';
    const events = all('.event[id]', plan).map((element) => {
      const room = element.querySelector('.room')?.textContent ?? '';
      const names = element.dataset.own ?? '';
      return { element, room: room || NOWHERE, ...element.dataset, groups: element.dataset.groups.split(' '), text: plain(`${element.querySelector('.title').textContent} ${room} ${names}`) };
    });

    const doorName = document.createElement('p');
    doorName.className = 'room-name';
    document.querySelector('h1').before(doorName);

    // Who subscribes here gets all the same.
    const whole = document.createElement('p');
    whole.className = 'whole';
    whole.textContent = panel.dataset.whole;
    document.querySelector('.jump .subscribe').append(whole);

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

    // Of a choice of groups, rooms or words: which two of its sessions are at the same time. The day is that of Geneva,
    // below whose name they stand.
    const MOST_NAMED = 5;
    const line = plan.querySelector('.overlaps');
    const sessions = panel.dataset.sessions.split(' ');
    const busy = events.filter(({ element, kind }) => sessions.includes(kind) && !element.classList.contains('cancelled'))
      .map(({ element, start, end }) => ({ element, start: Date.parse(start), end: Date.parse(end), day: start.slice(0, 10) }))
      .sort((a, b) => a.start - b.start);
    const { lang } = document.documentElement;
    const dayName = new Intl.DateTimeFormat(`${lang === 'en' ? 'en-GB' : lang}-u-ca-gregory-nu-latn`, { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
    const overlaps = (isChosen) => {
      const shown = isChosen ? busy.filter(({ element }) => !element.hidden) : [];
      const [named, title] = [new Set(), ({ element }) => element.querySelector('.title').textContent];
      let count = 0;
      shown.forEach((one, at) => {
        for (let next = at + 1; next < shown.length && shown[next].start < one.end; next += 1) {
          count += 1;
          if (named.size <= MOST_NAMED) named.add(`${dayName.format(Date.parse(shown[next].day))} ${title(one)} – ${title(shown[next])}`);
        }
      });
      line.hidden = count === 0;
      const pairs = [...named].slice(0, MOST_NAMED).flatMap((text) => {
        const pair = document.createElement('bdi');
        pair.textContent = text;
        return [' · ', pair];
      });
      line.replaceChildren(line.dataset.said, String(count), ...pairs, named.size > MOST_NAMED ? ' …' : '');
    };

    const apply = () => {
      const ticked = (by) => new Set(boxes(by).filter((box) => box.checked).map((box) => box.value));
      const [kinds, groups, places] = ['kind', 'groups', 'room'].map(ticked);
      const words = plain(search.value).split(' ');
      let left = 0;
      for (const { element, kind, groups: own, room, text } of events) {
        const is = kinds.has(kind)
          && (!fields.has('groups') || own.some((group) => groups.has(group)))
          && (!fields.has('room') || places.has(room))
          && (!starred.checked || stars.has(element))
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
      // A room alone is printed for its door, with its name above the plan.
      const [door] = fields.has('room') && places.size === 1 ? places : [];
      document.documentElement.classList.toggle('door', Boolean(door) && door !== NOWHERE);
      doorName.textContent = door && (plain(door).startsWith(plain(roomName)) ? door : `${roomName} ${door}`);
      plan.querySelector('p.none').hidden = left > 0;
      overlaps(['groups', 'room'].some((by) => boxes(by).some((box) => !box.checked)) || words[0] !== '');
      whole.hidden = isAll;
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
      if (starred.checked) others.push('starred=1');
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
      starred.checked = said.has('starred');
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
    starred.addEventListener('change', () => keep('pushState'));
    document.addEventListener('starred', apply);
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
  const DAY = 86400000;
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
        const at = Object.fromEntries(made.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
        return { day: Date.UTC(at.year, at.month - 1, at.day) / DAY, time: `${at.hour}:${at.minute}` };
      };
    };
    // "00:15–01:30 +1": a day after the one below whose name it stands.
    const hours = ({ start, end, day = start.slice(0, 10) }, read) => {
      const [from, to] = [read(start), read(end)];
      const by = from.day - Date.parse(day) / DAY;
      return `${from.time}–${to.time}${by ? ` ${by > 0 ? '+' : '−'}${Math.abs(by)}` : ''}`;
    };
    // The same hours on another day, by the clock of the page: an instant, and how far that clock is from UTC.
    const page = reader(select.options[0].dataset.zone);
    const ahead = (instant) => {
      const { day, time } = page(instant);
      const [hour, minute] = time.split(':').map(Number);
      return day * DAY + (hour * 60 + minute) * 60000 - instant;
    };
    const on = (day, { start, end }) => {
      const by = Date.parse(day) - Date.parse(start.slice(0, 10));
      const moved = (instant) => instant + by - ahead(instant + by) + ahead(instant);
      return { start: moved(Date.parse(start)), end: moved(Date.parse(end)), day };
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
      for (const event of all('.event[data-start]')) show(event.querySelector('.clock'), zone, read && hours(event.dataset, read));
      for (const head of all('.week :is(.stays, .at)')) {
        const whole = head.closest('td, tr');
        const usual = all('.event.usual', whole).map(({ dataset }) => dataset);
        // A slot in which all sessions have hours of their own has those of its row.
        if (!usual.length) usual.push(on(whole.dataset.date, all('.event.usual', whole.closest('tr'))[0].dataset));
        const texts = new Set(read ? usual.map((event) => hours(event, read)) : []);
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

// Buttons. Their result is also announced to screen readers.
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
