package org.sluis.party.person;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works for the organisation.
 *
 * @param reference the organisation's own id of them, for instance {@code medewerker-12}: with a digit, never a name
 * @param accounts what they log in with; empty for one who never proposes
 */
public record PersonForm(String reference, List<Account> accounts) {
    private static final Pattern REFERENCE = Pattern.compile("(?=.*[0-9])[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern CLIENT = Pattern.compile("[!-~]{1,128}");
    // An address of e-mail is no id: it names somebody.
    private static final Pattern ISSUER = Pattern.compile("https://[!-?A-~]{1,200}");
    private static final Pattern SUBJECT = Pattern.compile("[!-?A-~]{1,200}");

    /** An OAuth2 client of the organisation's own, or a subject at an issuer (OpenID Connect Core 2). */
    public record Account(
            @Nullable String client,
            @Nullable String issuer,
            @Nullable String subject) {
        @Override
        public String toString() {
            return client == null ? "Account[at an issuer]" : "Account[" + client + "]";
        }
    }

    static PersonForm read(byte[] body) {
        Form form = Form.read(body);
        form.only("reference", "accounts");
        String reference = form.text("reference", REFERENCE);
        List<Account> accounts = new ArrayList<>();
        for (Form account : form.each("accounts")) {
            account.only("client", "issuer", "subject");
            boolean client = account.has("client");
            if (client) {
                account.without("issuer", "subject");
            }
            accounts.add(new Account(
                    client ? account.text("client", CLIENT) : null,
                    client ? null : account.text("issuer", ISSUER),
                    client ? null : account.text("subject", SUBJECT)));
        }
        if (new HashSet<>(accounts).size() < accounts.size()) {
            form.wrong("accounts", "there-twice");
        }
        form.done();
        return new PersonForm(reference, List.copyOf(accounts));
    }
}
