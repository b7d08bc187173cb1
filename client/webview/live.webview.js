// Runs inside our webviews: swaps the content when it changes, keeps the place, and tells the extension what was clicked.
(() => {
  const editor = acquireVsCodeApi();
  const main = document.querySelector('main');
  const page = document.body.hasAttribute('data-scrolls-inside') ? main : document.documentElement;

  const keep = state => editor.setState({ ...editor.getState(), ...state });
  keep({ uri: document.body.dataset.uri });
  addEventListener('load', () => page.scrollTo(editor.getState().left ?? 0, editor.getState().top ?? 0));
  addEventListener('scroll', () => keep({ left: page.scrollLeft, top: page.scrollTop }), {
    capture: true,
    passive: true,
  });

  /** What the page's own script keeps over reloads. */
  globalThis.kept = { get: () => editor.getState()?.own, set: own => keep({ own }) };

  addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a[data-do]') : null;
    if (!link) return;
    event.preventDefault();
    editor.postMessage({ do: link.dataset.do, what: link.dataset.what });
  });

  addEventListener('keydown', event => {
    const button = event.target instanceof Element ? event.target.closest('a[role="button"]') : null;
    if (!button || event.key !== ' ') return;
    event.preventDefault(); // the page would scroll
    button.click();
  });

  addEventListener('message', ({ data }) => {
    if (typeof data?.html !== 'string') return;
    const focused = document.activeElement?.getAttribute('data-key');
    const closed = new Set([...main.querySelectorAll('details:not([open])')].map(keyOf));
    main.innerHTML = data.html;
    for (const details of main.querySelectorAll('details')) details.open = !closed.has(keyOf(details));
    dispatchEvent(new Event('swapped'));
    for (const element of main.querySelectorAll('[data-key]')) {
      if (keyOf(element) === focused) element.focus({ preventScroll: true });
    }
    const spoken = document.querySelector('#spoken');
    if (spoken.textContent !== data.spoken) spoken.textContent = data.spoken;
  });

  function keyOf(element) {
    return element.getAttribute('data-key');
  }
})();
