// Copies what a button names, and says so in its place and once to screen readers.

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copies);
  button.querySelector("span").textContent = button.dataset.copied;
  document.getElementById("status").textContent = button.dataset.copied;
});
