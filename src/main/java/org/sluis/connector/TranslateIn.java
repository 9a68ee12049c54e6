package org.sluis.connector;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;

/** Step 3 of the spine: a message is read whole into elements of the dictionary, or refused. */
public final class TranslateIn {
    private static final Pattern MESSAGE_ID = Pattern.compile("[!-~]{1,128}");

    private final Connectors connectors;

    public TranslateIn(Connectors connectors) {
        this.connectors = connectors;
    }

    /**
     * Reads through the connector that the door names.
     *
     * @throws Refused for a connector that reads nothing, a format that is not its own, anything in the message that the
     *     mapping does not know, a message without an id of its own and without an idempotency key
     */
    public DisclosureRequest translateIn(Authenticated authenticated) {
        Objects.requireNonNull(authenticated, "nobody was authenticated");
        Received received = authenticated.received();
        ReadMapping mapping = connectors.in(received.door().connector());
        if (received.form() != Received.Form.JSON) {
            throw new Refused(Reason.CONTENT_TYPE_UNKNOWN);
        }
        Reading reading = mapping.read(received.arrival().body());
        refuseOtherSchool(reading, authenticated.sender().oin());
        String subject = reading.elements().value("subject.localId").orElse(null);
        return new DisclosureRequest(
                authenticated, reading.elements(), messageId(reading, received.arrival()), subject);
    }

    /** A sender speaks for itself: a message that names another organisation as the school is not its own. */
    private static void refuseOtherSchool(Reading reading, @Nullable String own) {
        if (own != null
                && reading.elements()
                        .value("school.oin")
                        .filter(said -> !said.equals(own))
                        .isPresent()) {
            throw new Refused(Reason.ELEMENT_NOT_VALID, "school.oin");
        }
    }

    private static String messageId(Reading reading, Arrival arrival) {
        @Nullable String id = reading.messageId() != null ? reading.messageId() : arrival.idempotencyKey();
        if (id == null || !isMessageId(id)) {
            throw new Refused(Reason.MESSAGE_ID_MISSING);
        }
        return id;
    }

    /** 1 to 128 visible ASCII characters. */
    static boolean isMessageId(String id) {
        return MESSAGE_ID.matcher(id).matches();
    }
}
