package org.sluis.delivery;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FailPoint;
import org.sluis.keys.RecipientKey;

/**
 * Posts an envelope to the recipient's address in the directory, follows no redirect, and waits no longer than the lease.
 * The recipient answers 2xx for taken and 410 for late; its words are not read.
 */
final class EnvelopeSender implements Sender {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final Envelope envelope;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    EnvelopeSender(Envelope envelope) {
        this.envelope = envelope;
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
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(cleared.nanosLeft(), TimeUnit.NANOSECONDS).statusCode();
            FailPoint.reach("after-response");
            read(status);
        } catch (TimeoutException silence) {
            answer.cancel(true);
            throw new NotSent(NotSent.Kind.UNCERTAIN);
        } catch (InterruptedException stop) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NotSent(NotSent.Kind.UNCERTAIN);
        } catch (ExecutionException failure) {
            throw new NotSent(neverLeft(failure.getCause()) ? NotSent.Kind.FAILED : NotSent.Kind.UNCERTAIN);
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

    private static void read(int status) throws NotSent {
        if (status >= 200 && status < 300) {
            return;
        }
        throw new NotSent(status == 410 ? NotSent.Kind.FAILED : NotSent.after(status));
    }

    private static boolean neverLeft(@Nullable Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }
}
