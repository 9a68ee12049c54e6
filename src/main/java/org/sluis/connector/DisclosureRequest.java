package org.sluis.connector;

import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Proof;
import org.sluis.party.Authenticated;

/** Proof that a message was read whole into elements of the dictionary. Minted by {@link TranslateIn} only. */
public final class DisclosureRequest implements Proof {
    private final Authenticated authenticated;
    private final Elements elements;
    private final String messageId;
    private final @Nullable String subjectLocalId;
    private final @Nullable String addressedAs;

    DisclosureRequest(
            Authenticated authenticated,
            Elements elements,
            String messageId,
            @Nullable String subjectLocalId,
            @Nullable String addressedAs) {
        this.authenticated = authenticated;
        this.elements = elements;
        this.messageId = messageId;
        this.subjectLocalId = subjectLocalId;
        this.addressedAs = addressedAs;
    }

    public Authenticated authenticated() {
        return authenticated;
    }

    /** Everything the message said that the dictionary knows; none of it has been permitted yet. */
    public Elements elements() {
        return elements;
    }

    /** The sender's id of the message: of the format, or else the idempotency key. */
    public String messageId() {
        return messageId;
    }

    /** The sending school's own id of the pupil; with the school it names the subject. Null where the message says none. */
    public @Nullable String subjectLocalId() {
        return subjectLocalId;
    }

    /** The id under which the sender was told of the pupil, by what it answers. Null where the message says none. */
    public @Nullable String addressedAs() {
        return addressedAs;
    }

    /** Whether the message says whom it is about, in either way. */
    public boolean namesSubject() {
        return subjectLocalId != null || addressedAs != null;
    }

    @Override
    public String toString() {
        return "DisclosureRequest[" + authenticated.received().disclosure() + "]";
    }
}
