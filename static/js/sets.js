// Rows are put in order by dragging where there is a mouse. The buttons beside each row do the same without.

function start() {
  for (const grip of document.querySelectorAll("[data-orders] [data-row]:not([draggable])")) grip.draggable = true;
}
start();
document.addEventListener("htmx:afterSettle", start);

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-orders] [data-row]") ?? null;
  if (!dragged) return;
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});

document.addEventListener("dragover", (event) => {
  const row = dragged && event.target.closest?.("[data-row]");
  if (!row || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (row === dragged) return;
  const box = row.getBoundingClientRect();
  row[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
});

document.addEventListener("drop", (event) => {
  if (dragged) event.preventDefault();
});

document.addEventListener("dragend", () => {
  if (!dragged) return;
  const form = dragged.closest("form");
  dragged.classList.remove("dragged");
  dragged = null;
  const order = [...form.querySelectorAll("[data-row]")].map((row) => row.dataset.row).join(",");
  if (order === form.elements.seen.value) return;
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "order";
  field.value = order;
  form.append(field);
  form.requestSubmit(form.querySelector("[name=nothing]"));
});
