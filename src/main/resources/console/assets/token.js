// A token for a client whose key is in this browser: an assertion (RFC 7523) is signed here and exchanged at the token endpoint,
// as any sender does. Uses what signing.js has.
async function token({ client, key, person, issuer }) {
  const own = await store("readonly", (keys) => keys.get(`${person}/${key}`));
  if (!own) throw new Error("no-key-in-this-browser");
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: client, sub: client, aud: issuer, iat: now, exp: now + 60, jti: crypto.randomUUID() };
  const input = [{ alg: "EdDSA", kid: key }, claims].map((part) => base64url(bytes(JSON.stringify(part)))).join(".");
  const assertion = `${input}.${base64url(await crypto.subtle.sign("Ed25519", own, bytes(input)))}`;
  const answer = await fetch("/oauth2/token", {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: assertion,
    }),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said.access_token;
}

document.addEventListener("DOMContentLoaded", () => {
  const refused = document.querySelector("[data-refused]");
  const granted = document.querySelector("[data-granted]");
  for (const button of document.querySelectorAll("[data-token]")) {
    button.addEventListener("click", async () => {
      refused.hidden = granted.hidden = true;
      try {
        const bearer = await token(button.dataset);
        granted.querySelector("pre").textContent =
          `curl -H "Authorization: Bearer ${bearer}" ${button.dataset.gateway}/v1/openapi`;
        granted.hidden = false;
      } catch (failure) {
        refused.querySelector("code").textContent = failure.message;
        refused.hidden = false;
      }
    });
  }
});
