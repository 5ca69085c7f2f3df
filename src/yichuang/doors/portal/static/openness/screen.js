// The board's screen: on to the next after its time; the space bar holds it, the arrows turn by hand. Without this the page turns itself.
(() => {
  const { next, previous, seconds } = document.body.dataset;
  const word = document.querySelector("[data-hold]");
  let timer = null;
  const go = (url) => { if (url) location.replace(url); };
  const run = () => { timer = setTimeout(() => go(next), seconds * 1000); };
  const hold = () => {
    if (timer) { clearTimeout(timer); timer = null; } else run();
    word.textContent = timer ? word.dataset.hold : word.dataset.on;
  };
  if (document.body.dataset.turning) run();
  word?.addEventListener("click", (event) => { event.preventDefault(); hold(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "p") { event.preventDefault(); hold(); }
    if (event.key === "ArrowRight") go(next);
    if (event.key === "ArrowLeft") go(previous);
  });
})();
