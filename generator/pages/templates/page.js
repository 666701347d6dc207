"use strict";
(() => {
  const environments = [...document.querySelectorAll(".env")];
  const controls = document.querySelector(".controls");
  const search = controls.querySelector("input[type=search]");
  const told = controls.querySelector("output");
  const nothing = document.querySelector(".nothing");
  const texts = new Map();

  // The words by which an environment is found are gathered when somebody first looks for one.
  const text = (environment) => {
    if (!texts.has(environment)) {
      const parts = environment.querySelectorAll("h3, tbody th");
      texts.set(environment, [...parts].map((part) => part.textContent + " " + part.title).join("\n").toLowerCase());
    }
    return texts.get(environment);
  };

  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const verdict = controls.elements.v.value;
    let shown = 0;
    for (const environment of environments) {
      const fits = (!verdict || environment.dataset.v === verdict) && words.every((word) => text(environment).includes(word));
      environment.hidden = !fits;
      shown += fits;
    }
    told.textContent = words.length || verdict ? `${shown} of ${environments.length} shown` : "";
    nothing.hidden = shown > 0;
  };

  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const environment = target && target.closest(".env");
    if (environment) {
      environment.hidden = false;
      environment.open = true;
      environment.scrollIntoView();
    }
  };

  // Beside each command stands a button that copies it, where the browser lets pages do so.
  const offer = (line) => {
    if (!navigator.clipboard) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(line.querySelector("code").textContent);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Not permitted";
      }
    });
    line.append(button);
  };

  // A box under the pointer shows what it is linked with.
  const light = (event) => {
    const box = event.target.closest(".picture g");
    for (const picture of document.querySelectorAll(".picture.dim")) {
      picture.classList.remove("dim");
      picture.querySelectorAll(".lit").forEach((part) => part.classList.remove("lit"));
    }
    if (!box) return;
    const picture = box.ownerSVGElement;
    const numbers = new Set([box.dataset.n]);
    for (const edge of picture.querySelectorAll("path[data-n]")) {
      const ends = edge.dataset.n.split(" ");
      if (ends.includes(box.dataset.n)) {
        edge.classList.add("lit");
        ends.forEach((end) => numbers.add(end));
      }
    }
    for (const other of picture.querySelectorAll("g")) other.classList.toggle("lit", numbers.has(other.dataset.n));
    picture.classList.add("dim");
  };

  controls.hidden = environments.length < 2;
  controls.addEventListener("input", filter);
  controls.addEventListener("submit", (event) => event.preventDefault());
  for (const button of controls.querySelectorAll("[data-open]")) {
    button.addEventListener("click", () => {
      for (const environment of environments) if (!environment.hidden) environment.open = Boolean(button.dataset.open);
    });
  }
  document.querySelectorAll(".repeat").forEach(offer);
  document.addEventListener("pointerover", light);
  addEventListener("hashchange", reveal);
  reveal();
})();
