"use strict";
// Before anything is drawn: the reader's own choice of light or dark, kept in this browser only.
try {
  const chosen = localStorage.getItem("kg-theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch { /* a browser that keeps nothing follows the system */ }
