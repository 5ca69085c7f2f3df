// Keys of the desk: j/k move in a list, Enter opens, single keys for acts, ? shows the hints.
(() => {
  const typing = (el) => el.closest("input, textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-keys] [data-row]")];
  let at = -1;
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    at = Math.min(all.length - 1, Math.max(0, at + step));
    all.forEach((row, i) => row.classList.toggle("at", i === at));
    all[at].scrollIntoView({ block: "nearest" });
  };
  const hints = () => {
    const dialog = document.querySelector("dialog.hints");
    if (dialog) dialog.open ? dialog.close() : dialog.showModal();
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "j") return move(1);
    if (event.key === "k") return move(-1);
    if (event.key === "?") return hints();
    if (event.key === "Enter" && at >= 0 && document.activeElement === document.body) {
      rows()[at].querySelector("a")?.click();
      return;
    }
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.matches("input, textarea") ? target.focus() : target.click();
  });
  document.querySelector(".refusal[role=alert]")?.focus();
})();
