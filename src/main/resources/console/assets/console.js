// The few things that a page needs beside htmx; nothing here decides anything.
document.addEventListener("DOMContentLoaded", () => {
  // What stands behind the # of a link never goes to a server by itself.
  const form = document.querySelector("form[data-fragment]");
  if (form && location.hash.length > 1) {
    form.elements[form.dataset.fragment].value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, "", location.pathname);
    form.submit();
  }
  // A form may ask whether it is meant.
  document.addEventListener("submit", (event) => {
    const question = event.target.dataset.confirm;
    if (question && !confirm(question)) {
      event.preventDefault();
    }
  });
});
