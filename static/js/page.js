// Dialogs and printing. Each opener is a link that leads somewhere without a script, or is hidden.

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest("[data-prints]")) print();
});
