
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
