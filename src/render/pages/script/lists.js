
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
