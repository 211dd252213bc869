// Dialogs, printing, and the first field that needs another look. Each opener is a link that leads somewhere without a script, or is hidden.

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

document.querySelector("main [aria-invalid=true]")?.focus();

// What is folded on the screen is not lost on paper.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details:not([open])")) folded.open = true;
});

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest("[data-prints]")) print();
});
