// The arithmetic of proof in a browser: canonical JSON, the chain, the Merkle path (RFC 6962), Ed25519. Says the first thing that is wrong.
const Proving = (() => {
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const hex = (data) => Array.from(data, (one) => one.toString(16).padStart(2, "0")).join("");
  const text = (value) => new TextEncoder().encode(value);

  const canonical = (value) => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (value !== null && typeof value === "object") {
      return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
    }
    return JSON.stringify(value);
  };

  const sha = async (...parts) => {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) { whole.set(part, at); at += part.length; }
    return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  };

  const walk = async (facts) => {
    let head = new Uint8Array(32);
    const heads = [], name = facts[0].record.case;
    for (const [n, { record, head: told }] of facts.entries()) {
      if (record.case !== name) throw { word: "case", n: n + 1 };
      if (record.seq !== n + 1) throw { word: "seq", n: n + 1 };
      head = await sha(head, text(canonical(record)));
      if (hex(head) !== told) throw { word: "head", n: n + 1 };
      heads.push(told);
    }
    return [name, heads];
  };

  const root = async (leaf, index, size, path) => {
    let found = await sha(Uint8Array.of(0), text(canonical(leaf)));
    const rest = path.map(bytes);
    for (let last = size - 1; last > 0; index = Math.floor(index / 2), last = Math.floor(last / 2)) {
      if (!(index % 2) && index >= last) continue;
      const sibling = rest.shift();
      if (!sibling) throw { word: "path" };
      found = index % 2 ? await sha(Uint8Array.of(1), sibling, found) : await sha(Uint8Array.of(1), found, sibling);
    }
    if (rest.length) throw { word: "path" };
    return hex(found);
  };

  // true: signed; false: not; null: this browser cannot tell.
  const signed = async (key, data, signature) => {
    let known;
    try { known = await crypto.subtle.importKey("raw", bytes(key), { name: "Ed25519" }, false, ["verify"]); }
    catch (error) { if (error.name === "NotSupportedError") return null; return false; }
    return crypto.subtle.verify({ name: "Ed25519" }, known, bytes(signature), text(data));
  };

  const check = async (receipt, key) => {
    const [name, heads] = await walk(receipt.facts);
    const proof = receipt.proof;
    if (!proof) return { name, facts: heads.length, open: true };
    const { leaf, root: published } = proof;
    if (leaf.chain !== name || heads[leaf.seq - 1] !== leaf.head) throw { word: "leaf" };
    if (!(proof.index >= 0 && proof.index < published.root.size)) throw { word: "path" };
    if (await root(leaf, proof.index, published.root.size, proof.path) !== published.root.root) throw { word: "path" };
    const own = published.signatures[0];
    if (own.key !== key) throw { word: "other" };
    let told = true;
    for (const one of published.signatures) {
      const good = await signed(one.key, canonical(published.root), one.signature);
      if (good === false) throw { word: "sign" };
      told = told && good;
    }
    return { name, facts: heads.length, sealed: leaf.seq, day: published.day, signed: told };
  };
  return { check };
})();
