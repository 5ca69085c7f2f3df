// Choose a receipt, see whether it holds. Nothing leaves the device.
(() => {
  const file = document.getElementById("receipt"), verdict = document.getElementById("verdict");
  const words = document.getElementById("words")?.dataset;
  if (!file || !words) return;

  const say = (good, text) => {
    verdict.className = good ? "notice notice-success" : "refusal";
    verdict.textContent = text;
  };

  const good = (found) => {
    if (found.open) return `${found.name}：${found.facts} ${words.facts}，${words.open}`;
    const rest = found.facts - found.sealed;
    const more = rest ? `；${rest} ${words.rest}` : "";
    return `${words.good}${found.name}：${found.facts} ${words.facts}，${words.sealed} ${found.day}${more}。${found.signed ? "" : words.unsigned}`;
  };

  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    if (!globalThis.crypto?.subtle) return say(false, words.insecure);
    try {
      say(true, good(await Proving.check(JSON.parse(await chosen.text()), file.dataset.key)));
    } catch (wrong) {
      const where = wrong.n ? `${words.nth} ${wrong.n} ` : "";
      say(false, wrong.word ? `${words.bad}${where}${words[wrong.word]}` : words.form);
    }
  });
})();
