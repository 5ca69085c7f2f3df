// Uploads: progress, drag, and a message that says what to do when the line breaks. Without scripts the form posts itself.
(() => {
  const send = (form) => {
    const file = form.querySelector("input[type=file]").files[0];
    if (!file) return;
    const bar = form.querySelector("progress");
    const says = form.querySelector("[data-says]");
    const request = new XMLHttpRequest();
    bar.hidden = false;
    says.textContent = "正在上传…";
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onload = () => {
      if (request.status < 300) return location.reload();
      bar.hidden = true;
      says.textContent = request.responseText.slice(0, 200) || "没有传成功，请再试一次";
    };
    request.onerror = () => {
      bar.hidden = true;
      says.textContent = "网络断了，文件还在您的设备上，请再试一次";
    };
    request.open("POST", form.action);
    request.setRequestHeader("X-Requested-With", "upload");
    request.send(new FormData(form));
  };
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    input.addEventListener("change", () => send(form));
    form.querySelector("button")?.remove();
    const box = form.closest(".material") || form;
    box.addEventListener("dragover", (event) => {
      event.preventDefault();
      box.classList.add("dragging");
    });
    box.addEventListener("dragleave", () => box.classList.remove("dragging"));
    box.addEventListener("drop", (event) => {
      event.preventDefault();
      box.classList.remove("dragging");
      input.files = event.dataTransfer.files;
      send(form);
    });
  }
})();
