package org.sluis.delivery;

import ca.uhn.fhir.rest.client.exceptions.FhirClientConnectionException;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;

/** Hands a payload to the recipient's own route, {@code direct:deliver-<connector>}, and waits no longer than the lease. */
final class CamelSender implements Sender {
    private final ProducerTemplate camel;

    CamelSender(ProducerTemplate camel) {
        this.camel = camel;
    }

    @Override
    public void send(Leased cleared, byte[] payload) throws NotSent {
        CompletableFuture<Object> answer = camel.asyncRequestBody(
                "direct:deliver-" + cleared.connector(), new String(payload, StandardCharsets.UTF_8));
        try {
            answer.get(cleared.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silence) {
            answer.cancel(true);
            throw new NotSent(NotSent.Kind.UNCERTAIN);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new NotSent(NotSent.Kind.UNCERTAIN);
        } catch (ExecutionException failure) {
            throw new NotSent(kind(failure));
        }
    }

    private static NotSent.Kind kind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof ConnectException) {
                return NotSent.Kind.FAILED;
            }
            if (cause instanceof BaseServerResponseException answered
                    && !(cause instanceof FhirClientConnectionException)) {
                return NotSent.after(answered.getStatusCode());
            }
        }
        return NotSent.Kind.UNCERTAIN;
    }

    private static @Nullable Throwable next(Throwable cause) {
        return cause.getCause() == cause ? null : cause.getCause();
    }
}
