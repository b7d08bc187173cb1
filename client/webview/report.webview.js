// Runs inside the report's webview: swaps the content when it changes, and tells the extension what was clicked.
(() => {
  const editor = acquireVsCodeApi();
  const main = document.querySelector('main');

  editor.setState({ uri: document.body.dataset.uri, top: editor.getState()?.top ?? 0 });
  addEventListener('load', () => scrollTo(0, editor.getState().top));
  addEventListener('scroll', () => editor.setState({ ...editor.getState(), top: scrollY }), {
    passive: true,
  });

  addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a[data-do]') : null;
    if (!link) return;
    event.preventDefault();
    editor.postMessage({ do: link.dataset.do, what: link.dataset.what });
  });

  addEventListener('message', ({ data }) => {
    if (typeof data?.html !== 'string') return;
    const focused = document.activeElement?.getAttribute('data-key');
    const closed = new Set([...main.querySelectorAll('details:not([open])')].map(keyOf));
    main.innerHTML = data.html;
    for (const details of main.querySelectorAll('details')) details.open = !closed.has(keyOf(details));
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
