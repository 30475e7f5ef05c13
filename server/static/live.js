// Forms that show their result without a new page: a change asks for the address that the button would open.
"use strict";

for (const form of document.querySelectorAll("form[data-live]")) {
  let asked = "";
  form.addEventListener("change", async () => {
    const address = `${form.getAttribute("action").split("#")[0]}?${new URLSearchParams(new FormData(form))}`;
    asked = address;
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (asked !== address) return; // a later change has been asked for
    if (!answer?.ok) {
      location.assign(address);
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = fresh.title;
    // The status is read aloud, so it comes after all that it is about.
    for (const place of ["h1", `#${form.dataset.live}`, "header .languages", "footer .languages", "main [role=status]"]) {
      const [old, now] = [document.querySelector(place), fresh.querySelector(place)];
      if (old && now) old.replaceChildren(...now.childNodes);
    }
    history.replaceState(null, "", address);
  });
}
