// The choices that Django's admin searches in have no name of their own: give each that of its field.
const labelOf = (part) => part.closest(".fieldBox, .form-row, td")?.querySelector("label, legend");

const name = (part) => {
  const label = labelOf(part);
  if (part.matches(".select2-search__field") || !label) {
    part.setAttribute("aria-label", label ? `Search: ${label.textContent.trim()}` : "Search or choose");
    return;
  }
  label.id ||= `label-of-${part.id}`;
  part.setAttribute("aria-labelledby", label.id);
  part.closest(".select2-selection").setAttribute("aria-labelledby", `${label.id} ${part.id}`);
};
const unnamed = ".select2-search__field:not([aria-label]), .select2-selection__rendered[id]:not([aria-labelledby], [aria-label])";
const nameAll = () => document.querySelectorAll(unnamed).forEach(name);

nameAll();
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true }); // they are drawn when they like
