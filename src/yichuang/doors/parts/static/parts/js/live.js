// Live: told that something changed, fetch what changed and put it in place; never more than four times a second.
(() => {
  const board = document.querySelector("[data-stream]");
  if (!board) return;
  const live = document.querySelector("[data-live]"), cut = document.querySelector("[data-cut]");
  const clock = document.querySelector("[data-clock]");
  let pending = null, asked = 0, seen = new Set([...board.querySelectorAll("[data-card]")].map((x) => x.dataset.card));

  const state = (on) => { live.hidden = !on; cut.hidden = on; };

  const mark = () => {
    const cards = [...board.querySelectorAll("[data-card]")];
    for (const card of cards) if (!seen.has(card.dataset.card)) card.classList.add("fresh");
    seen = new Set(cards.map((x) => x.dataset.card));
  };

  const refresh = async () => {
    pending = null;
    asked = Date.now();
    try {
      const answer = await fetch(board.dataset.fragment + location.search, { headers: { "X-Fragment": "1" } });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      const news = board.querySelector(".news ul"), at = news && news.getAnimations()[0];
      const slid = at ? at.currentTime : 0;
      board.innerHTML = await answer.text();
      const again = board.querySelector(".news ul");
      if (slid && again) for (const one of again.getAnimations()) one.currentTime = slid;
      mark();
      state(true);
    } catch { state(false); }
  };

  const soon = () => {
    if (pending === null) pending = setTimeout(refresh, Math.max(0, 250 - (Date.now() - asked)));
  };

  const open = () => {
    const stream = new EventSource(board.dataset.stream);
    stream.addEventListener("open", () => { state(true); soon(); });
    stream.addEventListener("changed", soon);
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED) { state(false); stream.close(); setTimeout(open, 2000); }
    });
  };
  open();

  // A light turns by itself at its instant; the timer says so. This only keeps words like “3 minutes” true.
  setInterval(soon, 60000);
  if (clock) {
    const tell = () => {
      clock.textContent = new Intl.DateTimeFormat("zh-CN", {
        month: "long", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
        hour12: false, timeZone: "Asia/Shanghai",
      }).format(new Date());
    };
    tell();
    setInterval(tell, 1000);
  }
})();
