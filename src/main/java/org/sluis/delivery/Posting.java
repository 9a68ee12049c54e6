package org.sluis.delivery;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.FailPoint;
import org.sluis.delivery.Sender.NotSent;

/** Posts to an address of the directory: follows no redirect, waits no longer than the lease, and reads no word of the answer. */
final class Posting {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    /** The status of the answer. @throws NotSent where none came: without a connection no byte left, and else nobody can tell */
    int post(Leased cleared, HttpRequest request) throws NotSent {
        CompletableFuture<HttpResponse<Void>> answer = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(cleared.nanosLeft(), TimeUnit.NANOSECONDS).statusCode();
            FailPoint.reach("after-response");
            return status;
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

    private static boolean neverLeft(@Nullable Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
    }
}
