"use strict";
// Files of what the filters leave, made by the server and saved by the browser.
(() => {
  const {fill, words} = planalign;
  const section = document.getElementById("export");
  const status = document.getElementById("export-status");
  const buttons = [...section.querySelectorAll("button")];
  const AGAIN = "export";
  const KEPT = 60000;

  const nameOf = (response) => decodeURIComponent((response.headers.get("Content-Disposition") || "").split("''")[1] || "planalign");

  const make = async (format) => {
    // What was decided counts: the page is loaded anew with it, and goes on from here.
    if (format !== "decisions" && planalign.pending()) {
      sessionStorage.setItem(AGAIN, format);
      status.textContent = words.export_counting;
      return planalign.count();
    }
    status.textContent = words.export_making;
    for (const button of buttons) button.disabled = true;
    try {
      const body = JSON.stringify({format, ...planalign.chosen()});
      const response = await fetch("export", {method: "POST", headers: {"Content-Type": "application/json"}, body});
      if (!response.ok) throw new Error((await response.json().catch(() => ({}))).fault || response.status);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = [planalign.chosenName(), nameOf(response)].filter(Boolean).join("-");
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), KEPT);
      status.textContent = fill(words.export_made, {name: link.download});
    } catch (error) {
      status.textContent = fill(words.export_failed, {reason: error instanceof TypeError ? words.review_gone : error.message});
    }
    for (const button of buttons) button.disabled = false;
  };

  for (const button of buttons) button.addEventListener("click", () => make(button.value));
  planalign.exportAgain = () => {
    const format = sessionStorage.getItem(AGAIN);
    sessionStorage.removeItem(AGAIN);
    if (format) make(format);
  };
})();
