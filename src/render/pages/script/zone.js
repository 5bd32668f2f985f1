
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
