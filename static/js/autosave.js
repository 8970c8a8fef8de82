// Saves a task while one types, by sending its form to the address it would be sent to anyway. Without this script the
// button does the same. It never has two saves under way, and holds back whatever else sends the form until one is done.

const PAUSE = 1200; // milliseconds without typing before a save

function watch(form) {
  const version = () => form.querySelector("#version");
  const status = () => form.querySelector("#saved");
  const address = form.getAttribute("action"); // form.action is the field of that name, where there is one
  let timer;
  let underway = null;
  let changed = false;
  let failed = false; // the last save did not reach the portal: what is typed is on this page alone

  async function save(again = true) {
    changed = failed = false;
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" } });
      // to sign-in, which answers a script in JSON, too
      const ours = !answer.redirected && (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
      if (!ours) throw new Error("no answer");
      const told = await answer.json();
      if (told.token && again) {
        form.elements.csrfmiddlewaretoken.value = told.token; // signed in again, in another tab
        return await save(false);
      }
      if (told.version !== undefined) version().value = told.version;
      say(told.said, told.compare);
      if (!answer.ok) stop();
    } catch {
      changed = failed = true;
      say("Not saved yet: there is no connection, or you are signed out. Keep this page open.");
    }
  }

  function say(words, compare = false) {
    status().textContent = words;
    if (compare) {
      const button = document.createElement("button");
      button.className = "button button-quiet";
      button.textContent = "Compare both";
      status().append(" ", button);
    }
  }

  function stop() {
    clearTimeout(timer);
    form.removeEventListener("input", later);
  }

  function later(event) {
    if (event.target.type === "file") return;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  }

  async function now() {
    if (underway) await underway;
    underway = save();
    await underway;
    underway = null;
  }

  form.addEventListener("input", later);

  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!underway && !failed) {
      changed = false;
      return;
    }
    event.preventDefault(); // the version on the page is old until the save under way has answered
    const button = event.submitter;
    await (underway ?? now());
    underway = null;
    if (failed) return; // leaving now would lose what was typed
    form.requestSubmit(button);
  });

  document.addEventListener("htmx:confirm", (event) => {
    if (event.detail.verb !== "post" || !form.contains(event.target) || event.target.id === "totals") return;
    clearTimeout(timer);
    if (!underway) return;
    event.preventDefault();
    underway.then(() => event.detail.issueRequest(true));
  });

  // A row that could not be added because somebody else has saved: the whole page shows both texts.
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 409 && event.target.id !== "totals") form.requestSubmit(form.querySelector("#save"));
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.target.matches(".row-list")) return;
    const rows = event.target.querySelectorAll(".row");
    (rows[rows.length - 1] ?? event.target).querySelector("input:not([type=hidden]), select, textarea")?.focus();
  });

  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
