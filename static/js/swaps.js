// What htmx leaves to the page: where focus goes, what is busy, and what to say when a request fails.

document.addEventListener("htmx:beforeRequest", (event) => {
  event.detail.target?.setAttribute("aria-busy", "true");
  for (const note of document.querySelectorAll("[data-not-saved]")) note.hidden = true;
});

document.addEventListener("htmx:afterRequest", (event) => {
  event.detail.target?.removeAttribute("aria-busy");
});

document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.target.querySelector?.("[aria-invalid=true]") ?? event.target.querySelector?.("[data-focus]");
  place?.focus({ preventScroll: true });
});

// A button that was disabled while it waited has lost the focus.
function backToCheck() {
  if (document.activeElement === document.body) document.querySelector(".check")?.focus({ preventScroll: true });
}

for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => {
    for (const note of document.querySelectorAll("[data-not-saved]")) note.hidden = false;
    setTimeout(backToCheck); // after htmx has enabled the button again
  });
}

// A page kept whole by the browser may show a form that was answered since.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector("[data-reload-when-restored]")) location.reload();
});
