// Choose a receipt, see whether it holds. Nothing leaves the device.
(() => {
  const file = document.getElementById("receipt"), verdict = document.getElementById("verdict");
  const words = document.getElementById("words")?.dataset;
  if (!file || !words) return;

  const say = (look, text) => {
    verdict.className = look;
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
    if (!globalThis.crypto?.subtle) return say("refusal", words.insecure);
    try {
      const found = await Proving.check(JSON.parse(await chosen.text()), file.dataset.key);
      say(found.open || !found.signed ? "notice" : "notice notice-success", good(found));
    } catch (wrong) {
      const where = wrong.n ? `${words.nth} ${wrong.n} ` : "";
      say("refusal", wrong.word ? `${words.bad}${where}${words[wrong.word]}` : words.form);
    }
  });
})();
