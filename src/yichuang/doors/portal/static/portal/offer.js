// Names offered as one types: characters, letters or initials. Without scripts every name is in the list already.
(() => {
  const form = document.querySelector("form[data-offers]");
  if (!form) return;
  let timer, asked = 0;
  const offer = async (input) => {
    const turn = ++asked;
    try {
      const answer = await fetch(`${form.dataset.offers}?what=${input.dataset.offer}&q=${encodeURIComponent(input.value)}`);
      if (!answer.ok || answer.redirected) return;
      const { names } = await answer.json();
      if (turn !== asked || !names.length) return;
      const letters = /^[\x20-\x7e]+$/.test(input.value);
      input.list.replaceChildren(...names.map((name) => Object.assign(document.createElement("option"), letters ? { value: name, label: `${input.value} ${name}` } : { value: name })));
    } catch { /* all names stay offered */ }
  };
  for (const input of form.querySelectorAll("[data-offer]")) {
    input.addEventListener("input", (event) => {
      if (event.isComposing || !input.value.trim()) return;
      clearTimeout(timer);
      timer = setTimeout(offer, 200, input);
    });
  }
})();
