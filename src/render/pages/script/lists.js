
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
