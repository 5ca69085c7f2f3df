// A search that answers while one types: the form's own page, asked as a fragment; the latest question wins.
(() => {
  const MOMENT = 150;
  for (const form of document.querySelectorAll("form[data-typing]")) {
    const place = document.querySelector(form.dataset.typing);
    let timer;
    let asked = 0;
    const ask = async () => {
      const mine = ++asked;
      const query = new URLSearchParams(new FormData(form));
      try {
        const answer = await fetch(`?${query}`, { headers: { "X-Fragment": "1" } });
        if (answer.redirected || !answer.ok) throw new Error(answer.status);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (mine === asked) place.replaceChildren(...page.body.childNodes);
      } catch {
        if (mine === asked) place.textContent = place.dataset.broken;
      }
    };
    form.addEventListener("input", (event) => {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(ask, MOMENT);
    });
    form.addEventListener("compositionend", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, MOMENT);
    });
  }
})();
