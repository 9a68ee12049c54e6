// A key of one's own, made and kept in this browser (WebCrypto, Ed25519), whose private half no script can read; and the
// signature of what a form shows: compact JWS, sluis-approval+jwt, as docs/console.md describes.
const bytes = (text) => new TextEncoder().encode(text);
const base64url = (data) =>
  btoa(String.fromCharCode(...new Uint8Array(data))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const sha256 = (text) => crypto.subtle.digest("SHA-256", bytes(text));
const hex = (data) => [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// One store of this browser; a key stands under the person and its thumbprint (RFC 7638).
const store = (mode, work) =>
  new Promise((done, failed) => {
    const opening = indexedDB.open("sluis", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const asked = work(opening.result.transaction("keys", mode).objectStore("keys"));
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    };
  });

async function make(form) {
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const { x } = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const kid = base64url(await sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`));
  await store("readwrite", (keys) => keys.put(pair.privateKey, `${form.dataset.person}/${kid}`));
  form.elements.jwk.value = JSON.stringify({ kty: "OKP", crv: "Ed25519", x });
}

async function held(form) {
  for (const kid of form.dataset.keys.split(" ").filter(Boolean)) {
    const key = await store("readonly", (keys) => keys.get(`${form.dataset.person}/${kid}`));
    if (key) return { kid, key };
  }
  throw new Error("no-key");
}

// What is signed is the content that the page shows: its digest is computed here and taken from nobody.
async function sign(form) {
  const content = document.querySelector("[data-content]").textContent;
  const pack = document.querySelector("[data-pack]");
  if (pack && JSON.parse(content).digest !== hex(await sha256(pack.textContent))) throw new Error("other-pack");
  const { kid, key } = await held(form);
  const proposal = form.dataset.proposal || crypto.randomUUID();
  const claims = { digest: hex(await sha256(content)), iat: Math.floor(Date.now() / 1000), person: form.dataset.person, proposal };
  const head = { kid, typ: "sluis-approval+jwt", alg: "EdDSA" };
  const input = [head, claims].map((part) => base64url(bytes(JSON.stringify(part)))).join(".");
  form.elements.signature.value = `${input}.${base64url(await crypto.subtle.sign("Ed25519", key, bytes(input)))}`;
  if (form.elements.proposal) form.elements.proposal.value = proposal;
}

document.addEventListener("DOMContentLoaded", () => {
  for (const [select, work] of [["form[data-make]", make], ["form[data-sign]", sign]]) {
    for (const form of document.querySelectorAll(select)) {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const why = await work(form).then(() => null, (failure) => failure.message);
        if (why === null) return form.submit();
        const known = document.querySelector(`[data-failed="${CSS.escape(why)}"]`);
        (known || document.querySelector("[data-failed=other]")).hidden = false;
      });
    }
  }
});
