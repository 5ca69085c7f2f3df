// The slider over the facts of a case: let go at a fact, and the page goes to that moment.
(() => {
  const walk = document.querySelector("[data-walk]");
  if (!walk) return;
  walk.addEventListener("change", () => {
    const link = document.querySelector(`[data-step="${walk.value}"]`);
    if (link) location.assign(link.href);
  });
})();
