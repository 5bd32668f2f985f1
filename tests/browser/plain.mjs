// Without JavaScript: everything that is there is seen, and nothing that would not work.
export function plain() {
  const wrong = [];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const kept = [...document.querySelectorAll('.event, .due, .card, article, section, h1, h2, p.when, a[href]')];
  for (const element of kept) {
    // Years that are over are folded, which a browser opens without a script.
    if (element.closest('details:not([open])') || isSeen(element)) continue;
    wrong.push(`${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}" is not seen`);
  }
  for (const element of document.querySelectorAll('button, input')) {
    if (isSeen(element)) wrong.push(`"${element.textContent.trim() || element.id}" is offered and does nothing`);
  }
  if (document.querySelector('main').innerText.trim().length < 100) wrong.push('next to nothing is seen');
  return wrong;
}
