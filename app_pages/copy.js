// Copies the text of a button's data-copy; one listener for the whole page, however often it is run again.
if (!window.pgCopy) {
  window.pgCopy = true;
  const fallback = (text) => {  // without https only the old way is open
    const field = document.createElement("textarea");
    field.value = text;
    field.style.position = "fixed";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("button[data-copy]");
    if (!button) return;
    const text = button.dataset.copy;
    try { await navigator.clipboard.writeText(text); } catch { fallback(text); }
    const label = button.dataset.label ?? (button.dataset.label = button.textContent);
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = label; }, 1600);
  });
}
