"use strict";
// Switches between light and dark, on every page of the project, and remembers what was chosen.
function theme() {
  const button = document.getElementById("theme");
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-label", `Switch to ${isDark() ? "light" : "dark"}`);
  try {
    const kept = localStorage.getItem("textcollapse-theme");
    if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  } catch {}
  button.hidden = false;
  show();
  dark.addEventListener("change", show);
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("textcollapse-theme", root.dataset.theme);
    } catch {}
    show();
  });
}
