package org.sluis.delivery;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.sluis.canonical.FailPoint;
import org.sluis.keys.RecipientKey;

/** Posts an envelope to the recipient's address in the directory. The recipient answers 2xx for taken and 410 for late. */
final class EnvelopeSender implements Sender {
    private final Envelope envelope;
    private final Posting posting;

    EnvelopeSender(Envelope envelope, Posting posting) {
        this.envelope = envelope;
        this.posting = posting;
    }

    @Override
    public void send(Leased cleared, byte[] payload) throws NotSent {
        URI address = Objects.requireNonNull(cleared.to().address(), "cleared without an address");
        RecipientKey key = Objects.requireNonNull(cleared.to().sealTo(), "cleared without a key");
        byte[] sealed = envelope.seal(cleared, key, payload).getBytes(StandardCharsets.US_ASCII);
        FailPoint.reach("after-seal");
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/jose")
                .POST(HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofByteArrays(() -> halves(sealed)), sealed.length))
                .build();
        int status = posting.post(cleared, request);
        if (status < 200 || status >= 300) {
            throw new NotSent(status == 410 ? NotSent.Kind.FAILED : NotSent.after(status));
        }
    }

    /** Handed over in two, each when the one before has been taken: there is a moment in mid-body, and one after the last byte. */
    private static Iterator<byte[]> halves(byte[] sealed) {
        int half = sealed.length / 2;
        return new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                if (at == sealed.length) {
                    FailPoint.reach("after-last-byte");
                }
                return at < sealed.length;
            }

            @Override
            public byte[] next() {
                if (at == sealed.length) {
                    throw new NoSuchElementException();
                }
                if (at > 0) {
                    FailPoint.reach("mid-body");
                }
                int from = at;
                at = from == 0 ? half : sealed.length;
                return Arrays.copyOfRange(sealed, from, at);
            }
        };
    }
}
