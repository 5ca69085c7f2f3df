// What was typed into a form worth keeping is not lost by leaving the page unasked.
(() => {
  const worth = (form) =>
    form?.method === "post" &&
    !form.querySelector("input[type=file], [autocomplete=current-password]") &&
    (form.matches("[data-worth]") || form.querySelector("textarea") || form.querySelectorAll(".field").length > 3);
  const ask = (event) => event.preventDefault();
  document.addEventListener("input", (event) => {
    if (worth(event.target.form)) addEventListener("beforeunload", ask);
  });
  document.addEventListener("submit", () => removeEventListener("beforeunload", ask));
})();
