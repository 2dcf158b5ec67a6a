"use strict";
(function () {
  var tip = document.getElementById("tip");
  // Marks on one vertical are told together, the highest first: they may cover each other.
  function together(mark) {
    var across = Number(mark.getAttribute("cx"));
    var found = Array.prototype.filter.call(
      mark.parentNode.querySelectorAll("[data-tip]"),
      function (each) { return Math.abs(Number(each.getAttribute("cx")) - across) < 0.5; });
    return found.sort(function (one, other) {
      return Number(one.getAttribute("cy")) - Number(other.getAttribute("cy"));
    });
  }
  function show(event) {
    var mark = event.target.closest && event.target.closest("[data-tip]");
    if (!mark) { tip.hidden = true; return; }
    var box = mark.getBoundingClientRect();
    tip.textContent = together(mark).map(function (each) {
      return each.getAttribute("data-tip");
    }).join("\n");
    tip.hidden = false;
    var left = box.left + box.width / 2 - tip.offsetWidth / 2;
    left = Math.max(8, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - 8));
    var top = box.top - tip.offsetHeight - 6;
    tip.style.left = left + "px";
    tip.style.top = (top < 4 ? box.bottom + 6 : top) + "px";
  }
  document.addEventListener("pointerover", show);
  document.addEventListener("pointerdown", show);
  document.addEventListener("scroll", function () { tip.hidden = true; }, { passive: true });
  document.querySelectorAll(".choice").forEach(function (choice) {
    var select = choice.querySelector("select"), options = choice.querySelectorAll(".option");
    function choose() {
      options.forEach(function (option, number) { option.hidden = number !== select.selectedIndex; });
    }
    select.addEventListener("change", choose);
    choose();
  });
  var links = document.querySelectorAll("nav a");
  if (!("IntersectionObserver" in window)) { return; }
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      links.forEach(function (link) {
        var here = link.getAttribute("href") === "#" + entry.target.id;
        if (here) { link.setAttribute("aria-current", "true"); }
        else { link.removeAttribute("aria-current"); }
      });
    });
  }, { rootMargin: "-10% 0px -80% 0px" });
  document.querySelectorAll("section[id]").forEach(function (section) { seen.observe(section); });
})();
