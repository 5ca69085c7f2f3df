// Looking at a material: nearer, farther, whole, turned. Each pane for itself; keys.js presses the buttons of the pane in hand.
(() => {
  const BASE = 900;
  const NEAR = 5;
  const FAR = 0.2;
  const STEP = 1.25;
  const watch = (pane) => {
    const pages = pane.querySelector(".pages");
    const says = pane.querySelector("output");
    const sheets = [...pane.querySelectorAll(".sheet")].map((box) => {
      const img = box.firstElementChild;
      return { box, img, ratio: img.getAttribute("height") / img.getAttribute("width") };
    });
    let zoom = 1;
    let turn = 0;
    const room = () => {
      const style = getComputedStyle(pages);
      return {
        width: pages.clientWidth - 2 * parseFloat(style.paddingLeft),
        height: pages.clientHeight - 2 * parseFloat(style.paddingTop),
      };
    };
    const tall = (ratio) => (turn % 180 ? 1 / ratio : ratio);
    const draw = () => {
      const base = Math.min(BASE, room().width);
      const middle = [
        (pages.scrollLeft + pages.clientWidth / 2) / pages.scrollWidth,
        pages.scrollTop / pages.scrollHeight,
      ];
      for (const { box, img, ratio } of sheets) {
        const width = base * zoom;
        const height = width * tall(ratio);
        box.classList.add("sheet-drawn");
        box.style.width = `${width}px`;
        box.style.height = `${height}px`;
        img.style.width = `${turn % 180 ? height : width}px`;
        img.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
      }
      pages.scrollTo(middle[0] * pages.scrollWidth - pages.clientWidth / 2, middle[1] * pages.scrollHeight);
      says.textContent = `${Math.round(zoom * 100)}%`;
    };
    const to = (wanted) => {
      zoom = Math.min(NEAR, Math.max(FAR, wanted));
      draw();
    };
    const whole = () => {
      const { width, height } = room();
      const base = Math.min(BASE, width);
      const tallest = Math.max(...sheets.map(({ ratio }) => tall(ratio)));
      to(Math.min(width / base, height / (base * tallest)));
    };
    const turned = () => {
      turn = (turn + 90) % 360;
      draw();
    };
    const does = { in: () => to(zoom * STEP), out: () => to(zoom / STEP), plain: () => to(1), whole, turn: turned };
    pane.querySelector("[data-tools]").hidden = false;
    for (const button of pane.querySelectorAll("[data-do]")) button.addEventListener("click", does[button.dataset.do]);
    addEventListener("resize", draw);
    draw();
  };
  for (const pane of document.querySelectorAll(".pane")) {
    if (pane.querySelector("[data-tools]")) watch(pane);
    // A page wider than its pane is pushed along with the arrows; otherwise they lead to the next material.
    pane.querySelector(".pages").addEventListener("keydown", (event) => {
      const wide = event.currentTarget.scrollWidth > event.currentTarget.clientWidth;
      if (wide && /^Arrow(Left|Right)$/.test(event.key)) event.stopPropagation();
    });
  }
})();
