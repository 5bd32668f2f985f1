// Tab reaches everything that can be used, and one sees where one is.
export async function keyboard(tab) {
  const count = await tab.evaluate(() => {
    const usable = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';
    const targets = [...document.querySelectorAll(usable)];
    window.targets = targets.filter((target) => target.checkVisibility({ visibilityProperty: true }));
    window.reached = [];
    if (window.isWatched) return window.targets.length;
    window.isWatched = true;
    // Without an outline of the browser's own or ours, nor a shadow, nobody sees the focus.
    const isSeen = ({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
    document.addEventListener('focusin', ({ target }) => {
      const { top, bottom, left, right } = target.getBoundingClientRect();
      const isOn = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      window.reached.push({ target, isSeen: isSeen(getComputedStyle(target)), isOn });
    });
    return window.targets.length;
  });
  // It goes round, and at its end leaves the page for a step.
  for (let press = 0; press < count + 2; press += 1) await tab.keyboard.press('Tab');
  return tab.evaluate(() => {
    const { targets, reached } = window;
    document.activeElement.blur();
    const name = (target) => `${target.tagName.toLowerCase()} "${(target.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 40)}"`;
    const wrong = [];
    const check = (what, found) => {
      if (found.length) wrong.push(`${what} ${name(found[0])}${found.length > 1 ? ` and ${found.length - 1} more` : ''}`);
    };
    const where = (fits) => reached.filter((stop) => !fits(stop)).map((stop) => stop.target);
    check('Tab does not reach', targets.filter((target) => !reached.some((stop) => stop.target === target)));
    check('the focus is not seen on', where((stop) => stop.isSeen));
    check('the focus is beyond the window on', where((stop) => stop.isOn));
    return wrong;
  });
}
