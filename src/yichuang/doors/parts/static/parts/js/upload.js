// Uploads: progress, drag, several at once, and a way to try again when the line breaks. Without scripts the form posts itself.
(() => {
  const words = document.querySelector("#upload-words")?.dataset;
  let running = 0;
  const stop = (event) => event.preventDefault();
  const count = (step) => {
    running += step;
    running ? addEventListener("beforeunload", stop) : removeEventListener("beforeunload", stop);
  };
  const send = (form) => {
    const file = form.querySelector("input[type=file]").files[0];
    if (!file || form.dataset.busy) return;
    const bar = form.querySelector("progress");
    const says = form.querySelector("[data-says]");
    const again = form.querySelector("button");
    const fail = (text) => {
      says.textContent = text;
      bar.hidden = true;
      again.hidden = false;
    };
    if (file.size > Number(words.limit)) return fail(words.large);
    const request = new XMLHttpRequest();
    const end = (done) => {
      delete form.dataset.busy;
      count(-1);
      done();
    };
    form.dataset.busy = "1";
    count(1);
    bar.hidden = false;
    again.hidden = true;
    says.textContent = words.going;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onload = () => {
      const plain = request.getResponseHeader("Content-Type")?.startsWith("text/plain");
      if (request.status >= 300) return end(() => fail((plain && request.responseText.slice(0, 200)) || words.failed));
      says.textContent = words.done;
      end(() => running || location.reload());
    };
    request.onerror = () => end(() => fail(words.broken));
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "upload");
    request.send(new FormData(form));
  };
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    form.querySelector("button").hidden = true;
    input.addEventListener("change", () => send(form));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
    const box = form.closest(".material") || form;
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      box.classList.add("dragging");
    });
    box.addEventListener("dragleave", () => box.classList.remove("dragging"));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      box.classList.remove("dragging");
      if (!event.dataTransfer.files.length || form.dataset.busy) return;
      input.files = event.dataTransfer.files;
      send(form);
    });
  }
})();
