package org.sluis.delivery;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.connector.Connectors;

/**
 * Posts what the mapping wrote to the recipient's own address, with the disclosure's id as {@code Idempotency-Key}: two with the
 * same one tell the same. Any 2xx means that it is stored.
 */
final class PlainSender implements Sender {
    private final Connectors connectors;
    private final @Nullable Path tokens;
    private final Posting posting;

    /** @param tokens a folder with a file for each recipient that asks for a bearer token, of the party's name; null where none does */
    PlainSender(Connectors connectors, @Nullable Path tokens, Posting posting) {
        this.connectors = connectors;
        this.tokens = tokens;
        this.posting = posting;
    }

    @Override
    public void send(Leased cleared, byte[] payload) throws NotSent {
        URI address = Objects.requireNonNull(cleared.to().address(), "cleared without an address");
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header(
                        "Content-Type",
                        cleared instanceof ClearedRecall
                                ? RecallTask.CONTENT_TYPE
                                : connectors.out(cleared.connector()).contentType())
                .header("Idempotency-Key", cleared.disclosure().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload));
        token(cleared.recipient()).ifPresent(token -> request.header("Authorization", "Bearer " + token));
        int status = posting.post(cleared, request.build());
        if (status < 200 || status >= 300) {
            throw new NotSent(NotSent.after(status));
        }
    }

    /** Read for each send: a new one counts at once. */
    private Optional<String> token(PartyId recipient) throws NotSent {
        if (tokens == null || !Files.exists(tokens.resolve(recipient.value()))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Files.readString(tokens.resolve(recipient.value())).strip());
        } catch (IOException unreadable) {
            throw new NotSent(NotSent.Kind.FAILED);
        }
    }
}
