// The operator's form: what is known about caller and place comes beside it as it is typed; names of places and subjects are offered.
(() => {
  const form = document.querySelector("[data-hotline]");
  const known = form?.querySelector("[data-known]");
  if (!form) return;
  let waiting, asked = 0;
  const wait = (what, ms) => { clearTimeout(waiting); waiting = setTimeout(what, ms); };
  const look = async () => {
    const turn = ++asked;
    const typed = new URLSearchParams([...form.querySelectorAll("[data-looks]")].map((el) => [el.name, el.value]));
    try {
      const answer = await fetch(`${form.dataset.aside}?${typed}`, { headers: { Accept: "text/html" } });
      if (answer.ok && !answer.redirected && turn === asked) known.innerHTML = await answer.text();
    } catch { /* the list beside is a help; the form works without it */ }
  };
  const offer = async (input) => {
    try {
      const answer = await fetch(`${form.dataset.suggest}?what=${input.dataset.list}&q=${encodeURIComponent(input.value)}`);
      if (!answer.ok || answer.redirected) return;
      const { names } = await answer.json();
      if (names.length) input.list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), { value: name })));
    } catch { /* all names stay offered */ }
  };
  known.addEventListener("click", (event) => {
    const code = event.target.closest("[data-use]")?.dataset.use;
    if (!code) return;
    form.elements.answer.value = known.querySelector(`[data-answer="${CSS.escape(code)}"]`).textContent;
    form.elements.source.value = code;
    form.elements.answer.focus();
  });
  for (const input of form.querySelectorAll("[data-looks]")) {
    input.addEventListener("change", look);
    input.addEventListener("input", () => wait(() => { look(); if (input.dataset.list) offer(input); }, 250));
  }
  if (form.querySelector("[data-looks]").value) look();
})();
