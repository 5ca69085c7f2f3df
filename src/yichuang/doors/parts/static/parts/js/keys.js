// Keys of the desk: j/k move in a list, Enter opens, single keys for acts (first those of the part in hand), ? shows the hints, where keys can be switched off.
(() => {
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]");
  const dialog = document.querySelector("#hints");
  const off = () => localStorage.getItem("keys") === "off";
  const move = (step) => {
    const rows = [...document.querySelectorAll("[data-keys] [data-row]")];
    if (!rows.length) return;
    const at = rows.indexOf(document.activeElement.closest("[data-row]"));
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step))];
    next.querySelector("a")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (off() || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "j") return move(1);
    if (event.key === "k") return move(-1);
    if (event.key === "?") return dialog?.showModal();
    if (event.repeat) return;
    const named = `[data-key~="${CSS.escape(event.key)}"]:not(:focus)`;
    const target = document.activeElement.closest("[data-scope]")?.querySelector(named) ?? document.querySelector(named);
    if (!target) return;
    event.preventDefault();
    target.matches("input, textarea, select, [tabindex]") ? target.focus() : target.click();
  });
  // A form of the counter: Enter goes on to the next field, only Ctrl+Enter sends; a slip takes nothing in.
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest("form[data-enter=next]");
    if (!form || event.key !== "Enter" || event.isComposing || event.target.matches("a, button, summary")) return;
    if (event.target.matches("textarea") && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) return form.requestSubmit();
    const stops = [...form.elements].filter((el) => el.matches("input, select, textarea, button") && el.type !== "hidden" && !el.closest("details:not([open])"));
    const ahead = stops.slice(stops.indexOf(event.target) + 1);
    ahead.find((el) => el.type !== "radio" || (el.checked && el.name !== event.target.name))?.focus();
  });
  for (const button of document.querySelectorAll("[data-hints]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialog.showModal());
  }
  const single = dialog?.querySelector("[data-single]");
  if (single) {
    single.checked = !off();
    single.addEventListener("change", () => localStorage.setItem("keys", single.checked ? "on" : "off"));
  }
  document.querySelector(".refusal[role=alert]")?.focus();
})();
