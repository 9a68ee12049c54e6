package org.sluis.connector;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.gate.Arrival;
import org.sluis.gate.Received;
import org.sluis.party.Authenticated;
import org.sluis.party.Party;
import org.sluis.party.PartyKind;

/** Step 3 of the spine: a message is read whole into elements of the dictionary, or refused. */
public final class TranslateIn {
    /** They stand in a message as the school; every other kind stands in it as who helps. */
    private static final Set<PartyKind> TEACHING = EnumSet.of(PartyKind.SCHOOL, PartyKind.CHILDCARE, PartyKind.MBO);

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
        if (received.form() != mapping.form()) {
            throw new Refused(Reason.CONTENT_TYPE_UNKNOWN);
        }
        Reading reading = mapping.read(received.arrival().body());
        Party sender = authenticated.sender();
        refuseOthers(reading.elements(), sender, authenticated.recipient());
        Elements elements = mapping.withBeside(
                reading.elements(),
                sender.oin(),
                sender.name(),
                received.arrival().supplement());
        String subject = subject(elements);
        String addressed = elements.value("subject.addressedAs").orElse(null);
        if (subject != null && addressed != null) {
            throw new Refused(
                    Reason.ELEMENT_NOT_VALID,
                    "subject.localId",
                    "subject.addressedAs"); // which of the two is it about?
        }
        return new DisclosureRequest(
                authenticated, elements, messageId(reading, received.arrival()), subject, addressed);
    }

    /** A citizen service number is no id of a school's: as one it would be kept where only such ids are. */
    private static @Nullable String subject(Elements elements) {
        String id = elements.value("subject.localId").orElse(null);
        if (id != null && elements.value("subject.bsn").filter(id::equals).isPresent()) {
            throw new Refused(Reason.ELEMENT_NOT_VALID, "subject.localId");
        }
        return id;
    }

    /** A sender speaks for itself, and to whom the door names: a message that names another organisation in either place is not its own. */
    private static void refuseOthers(Elements elements, Party sender, Party recipient) {
        boolean teaches = TEACHING.contains(sender.kind());
        Party school = teaches ? sender : recipient;
        refuseOther("school.oin", elements, school.oin());
        refuseOther("school.brin", elements, school.brin());
        refuseOther("care.oin", elements, (teaches ? recipient : sender).oin());
    }

    /** A BRIN may come without its location; an OIN has one length, so that a beginning of it is the whole. */
    private static void refuseOther(String element, Elements elements, @Nullable String own) {
        elements.value(element).ifPresent(said -> {
            if (own != null && !said.startsWith(own) && !own.startsWith(said)) {
                throw new Refused(Reason.ELEMENT_NOT_VALID, element);
            }
        });
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
