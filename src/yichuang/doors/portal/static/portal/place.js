// A place on the sketch map: a click, a touch, the arrow keys, or where the device is. Without scripts the name alone does.
(() => {
  const box = document.querySelector("[data-spot]");
  if (!box) return;
  const field = (name) => box.querySelector(`[name=${name}]`);
  const says = box.querySelector("[data-says]");
  const words = box.dataset;
  const sheets = [...box.querySelectorAll("svg[data-west]")];
  const typed = field("place");
  const EARTH = 111320;
  const number = (svg, name) => Number(svg.dataset[name]);
  const on = (svg, lat, lon) => [(lon - number(svg, "west")) * number(svg, "x"), (number(svg, "north") - lat) * number(svg, "y")];
  const from = (svg, x, y) => [number(svg, "north") - y / number(svg, "y"), number(svg, "west") + x / number(svg, "x")];
  const points = sheets.flatMap((svg) => [...svg.querySelectorAll("circle[data-name]")].map((dot) => {
    const [lat, lon] = from(svg, Number(dot.getAttribute("cx")), Number(dot.getAttribute("cy")));
    return { name: dot.dataset.name, lat, lon };
  }));
  const nearest = (lat, lon) => points
    .map((one) => [Math.hypot((one.lat - lat) * EARTH, (one.lon - lon) * EARTH * Math.cos((lat * Math.PI) / 180)), one])
    .sort((a, b) => a[0] - b[0])[0];
  let own = "";
  const show = (lat, lon) => {
    for (const svg of sheets) {
      const mark = svg.querySelector("[data-mark]");
      mark.removeAttribute("hidden");
      mark.setAttribute("transform", `translate(${on(svg, lat, lon).join(" ")})`);
    }
  };
  const set = (lat, lon) => {
    field("lat").value = lat.toFixed(6);
    field("lon").value = lon.toFixed(6);
    show(lat, lon);
    const [far, one] = nearest(lat, lon);
    const about = far < 60 ? one.name : `${one.name}${words.near}`;
    if (!typed.value || typed.value === own) typed.value = own = about;
    says.textContent = `${words.chosen}${one.name}${far < 60 ? "" : `，${words.about}${far < 1000 ? `${Math.round(far / 10) * 10}${words.metres}` : `${(far / 1000).toFixed(1)}${words.kilometres}`}`}`;
  };
  const here = () => (field("lat").value ? [Number(field("lat").value), Number(field("lon").value)] : null);
  for (const svg of sheets) {
    const frame = svg.parentElement;
    const [, , wide, high] = svg.getAttribute("viewBox").split(" ").map(Number);
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.setAttribute("aria-label", `${svg.querySelector("title").textContent}：${words.keys}`);
    svg.setAttribute("aria-hidden", "true");
    svg.addEventListener("click", (event) => {
      const rect = svg.getBoundingClientRect();
      set(...from(svg, ((event.clientX - rect.left) * wide) / rect.width, ((event.clientY - rect.top) * high) / rect.height));
    });
    frame.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!way) return;
      event.preventDefault();
      const [x, y] = here() ? on(svg, ...here()) : [wide / 2, high / 2];
      const step = event.shiftKey ? 40 : 8;
      set(...from(svg, Math.min(wide, Math.max(0, x + way[0] * step)), Math.min(high, Math.max(0, y + way[1] * step))));
    });
  }
  typed.addEventListener("change", () => {
    const one = points.find((point) => point.name === typed.value);
    if (one) set(one.lat, one.lon);
  });
  const button = box.querySelector("[data-here]");
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    says.textContent = words.looking;
    navigator.geolocation.getCurrentPosition((at) => set(at.coords.latitude, at.coords.longitude), () => (says.textContent = words.lost), { timeout: 15000 });
  });
  if (here()) show(...here());
})();
