// The flow drawn while it is written: every change is drawn anew within a moment; rows come, go and move without leaving the page.
(() => {
  const MOMENT = 250;
  const form = document.querySelector("#flow");
  if (!form) return;
  const drawn = document.querySelector("#drawn");
  let timer;
  let asked = 0;
  const ask = async (address, data) => {
    const mine = ++asked;
    try {
      const answer = await fetch(address, { method: "POST", body: data });
      if (answer.redirected || (!answer.ok && answer.status !== 422)) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return mine === asked ? page : null;
    } catch {
      if (mine === asked) drawn.querySelector("[data-part=told]").textContent = form.dataset.broken;
      return null;
    }
  };
  // A flow that cannot be drawn right now leaves the last drawing standing.
  const show = (page) => {
    for (const part of page.querySelectorAll("[data-part]")) {
      const here = drawn.querySelector(`[data-part=${part.dataset.part}]`);
      if (part.dataset.part === "picture" && !part.firstElementChild) continue;
      here.className = part.className;
      here.replaceChildren(...part.childNodes);
    }
    for (const row of form.querySelectorAll("tr[id]")) {
      const wrong = [...drawn.querySelectorAll("[data-where]")].filter((one) => row.id === `e-${one.dataset.where.split("/").slice(0, 2).join("-")}`);
      row.classList.toggle("flow-bad", wrong.length > 0);
      row.querySelector("[data-wrong]").replaceChildren(
        ...wrong.map((one) => Object.assign(document.createElement("p"), { className: "error", textContent: one.textContent })),
      );
    }
  };
  const draw = async () => {
    const page = await ask(form.dataset.draw, new FormData(form));
    if (page) show(page);
  };
  const tell = (choice) => {
    if (!choice.dataset.none) return;
    const said = [...choice.querySelectorAll(":checked")].map((box) => box.parentElement.textContent.trim()).join("、");
    const summary = choice.querySelector("summary");
    const label = summary.getAttribute("aria-label");
    summary.textContent = said || choice.dataset.none;
    summary.setAttribute("aria-label", `${label.slice(0, label.lastIndexOf("：") + 1)}${summary.textContent}`);
  };
  form.addEventListener("input", (event) => {
    const key = event.target.dataset.names;
    if (key) for (const one of form.querySelectorAll(`[data-name-of="${CSS.escape(key)}"]`)) one.textContent = event.target.value;
    form.querySelectorAll("[data-choice]").forEach(tell);
    clearTimeout(timer);
    timer = setTimeout(draw, MOMENT);
  });
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (!button || button.value === "save") return;
    event.preventDefault();
    event.stopPropagation();
    clearTimeout(timer);
    const page = await ask(form.action, new FormData(form, button));
    if (!page) return;
    document.querySelector("#rows").replaceWith(page.querySelector("#rows"));
    show(page);
    form.elements[0].dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("[data-focus]")?.focus();
    form.querySelector("[data-focus]")?.select();
  });
  form.querySelector("[data-plain]").hidden = true;
})();
