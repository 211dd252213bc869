// The review desk: Escape goes back, Ctrl and Enter save, words marked in a sentence become the answer, one box ticks a page.

let typed = false; // what was typed is not left by a key
document.addEventListener("input", (event) => {
  typed ||= event.target.form?.id === "wording";
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.repeat || document.querySelector("dialog[open]")) return;
  const saves = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (!saves && (event.key !== "Escape" || typed)) return;
  const wanted = document.querySelector(saves ? "[data-saves]" : "[data-escape]");
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});

// The words that were marked go into the field that is named, and the sentence they stand in is chosen.
function take() {
  const marked = getSelection();
  const words = marked.toString().trim();
  if (!words || marked.isCollapsed) return;
  const sentence = (marked.anchorNode.parentElement ?? marked.anchorNode).closest?.("[data-marks-into]");
  if (!sentence || !sentence.contains(marked.focusNode)) return;
  const field = document.getElementById(sentence.dataset.marksInto);
  if (!field) return;
  field.value = words;
  const choice = sentence.closest("label")?.querySelector("input[type=radio]");
  if (choice) choice.checked = true;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
document.addEventListener("mouseup", () => setTimeout(take));
document.addEventListener("touchend", () => setTimeout(take));

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-ticks-all]")) return;
  for (const box of document.querySelectorAll("[name=pick]")) box.checked = event.target.checked;
});

// A filter that is chosen is applied; the button stays for the search and for whoever has no script.
document.addEventListener("change", (event) => {
  if (event.target.matches(".review-filters select")) event.target.form.requestSubmit();
});
