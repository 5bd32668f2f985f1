/* timeplan */
'use strict';
(() => {
  // What is ticked is shown at once. Without this script the button does it.
  const form = document.getElementById('view');
  // Without it the address takes away what concerns everyone, so it is written only then.
  const everyone = form.querySelector('[type=checkbox][name=everyone]');
  const heard = document.getElementById('heard');
  let turn = 0;
  form.addEventListener('change', async () => {
    const own = ++turn;
    const address = new URL(form.action);
    const chosen = [...new FormData(form)].filter(([key, value]) => value && !(key === 'everyone' && everyone.checked));
    address.search = new URLSearchParams(chosen);
    address.hash = '';
    document.getElementById('result').setAttribute('aria-busy', 'true');
    const text = await fetch(address).then((answer) => answer.text(), () => '');
    // What was asked for later goes before.
    if (own !== turn) return;
    const page = new DOMParser().parseFromString(text, 'text/html');
    // What is no answer of ours, the browser itself shows best.
    if (!page.getElementById('result')) return form.submit();
    for (const part of ['#result', '#brief', '.languages']) {
      const made = page.querySelector(part);
      if (made) document.querySelector(part)?.replaceWith(made);
    }
    for (const button of document.querySelectorAll('#result .copy')) button.hidden = false;
    heard.textContent = page.getElementById('heard').textContent;
    history.replaceState(null, '', address);
  });
})();
