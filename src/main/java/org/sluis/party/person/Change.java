package org.sluis.party.person;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.EventKind;

/**
 * A change of what a person may do, as it is proposed, approved and put in force.
 *
 * @param what PERSON_ROLE_GIVEN, PERSON_ROLE_ENDED, PERSON_KEY_ENROLLED or PERSON_KEY_REVOKED
 * @param says by name: role, from, until; key (its thumbprint), x
 */
record Change(EventKind what, UUID person, SortedMap<String, String> says) {
    private static final Pattern CODE = Pattern.compile("[a-z-]{1,40}");
    private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

    /** {@code {"role", "until", "from"?}} gives one, {@code {"role", "ended": true}} takes it. */
    static Change role(UUID person, byte[] body, Clock clock) {
        Form form = Form.read(body);
        form.only("role", "from", "until", "ended");
        String role = form.text("role", CODE);
        SortedMap<String, String> says = new TreeMap<>(Map.of("role", role));
        if (Role.of(role).isEmpty() && !role.isEmpty()) {
            form.wrong("role", "unknown");
        }
        boolean ended = form.has("ended");
        if (ended) {
            form.isTrue("ended");
            form.without("from", "until");
        } else {
            Instant until = form.instant("until");
            Instant from = form.has("from") ? form.instant("from") : clock.instant();
            if (until != null && from != null && !until.isAfter(from)) {
                form.wrong("until", "ends-before-it-starts");
            }
            says.put("until", String.valueOf(until));
            if (form.has("from")) {
                says.put("from", String.valueOf(from));
            }
        }
        form.done();
        return new Change(ended ? EventKind.PERSON_ROLE_ENDED : EventKind.PERSON_ROLE_GIVEN, person, says);
    }

    /** {@code {"jwk"}}, public and Ed25519, enrols one; {@code {"revoked": thumbprint}} revokes it. */
    static Change key(UUID person, byte[] body) {
        Form form = Form.read(body);
        form.only("jwk", "revoked");
        SortedMap<String, String> says = new TreeMap<>();
        boolean revoked = form.has("revoked");
        if (revoked) {
            says.put("key", form.text("revoked", THUMBPRINT));
            form.without("jwk");
        } else {
            String jwk = form.object("jwk");
            try {
                form.done();
                OctetKeyPair key = PersonKey.parse(jwk);
                says.put("key", PersonKey.thumbprint(key));
                says.put("x", key.getX().toString());
            } catch (IllegalArgumentException notAKey) {
                form.wrong("jwk", String.valueOf(notAKey.getMessage()));
            }
        }
        form.done();
        return new Change(revoked ? EventKind.PERSON_KEY_REVOKED : EventKind.PERSON_KEY_ENROLLED, person, says);
    }

    static Change read(Proposal proposal) {
        try {
            SortedMap<String, String> says = new TreeMap<>();
            JSONObjectUtils.parse(proposal.content()).forEach((name, value) -> says.put(name, String.valueOf(value)));
            UUID person = UUID.fromString(says.remove("person"));
            EventKind what = EventKind.valueOf(says.remove("change"));
            return new Change(what, person, says);
        } catch (ParseException ours) {
            throw new IllegalStateException("a proposal's content is JSON");
        }
    }

    Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>(says);
        content.put("change", what.name());
        content.put("person", person.toString());
        return content;
    }

    ProposalKind kind() {
        return ofRole() ? ProposalKind.PERSON_ROLE : ProposalKind.PERSON_KEY;
    }

    boolean ofRole() {
        return what == EventKind.PERSON_ROLE_GIVEN || what == EventKind.PERSON_ROLE_ENDED;
    }

    boolean takesAway() {
        return what == EventKind.PERSON_ROLE_ENDED || what == EventKind.PERSON_KEY_REVOKED;
    }

    boolean makesPrivacyOfficer() {
        return what == EventKind.PERSON_ROLE_GIVEN
                && Role.PRIVACY_OFFICER.code().equals(says.get("role"));
    }

    String said(String name) {
        return says.getOrDefault(name, "");
    }

    @Nullable
    Instant time(String name) {
        String said = says.get(name);
        return said == null ? null : Instant.parse(said);
    }
}
