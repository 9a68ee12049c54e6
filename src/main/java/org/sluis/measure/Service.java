package org.sluis.measure;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Another service over HTTP: where its FHIR is, and where it decides. It follows no redirect and believes no unknown certificate. */
final class Service {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final URI fhir;
    private final URI decide;
    private final Duration patience;

    /** What came back, whatever its status. */
    record Reply(int status, String body) {
        boolean ok() {
            return status / 100 == 2;
        }
    }

    /**
     * @param address of its FHIR, to which a transaction is posted
     * @param path where it decides, below that address, or another address; null for where the hook is
     * @throws IllegalArgumentException for what is no address, or would send over a network what nobody sealed
     */
    Service(String address, @Nullable String path, Duration patience) {
        this.fhir = checked(address.replaceFirst("/+$", "") + "/");
        this.decide = path == null
                ? fhir.resolve(CdsHook.PATH)
                : checked(fhir.resolve(uri(path)).toString());
        this.patience = patience;
    }

    /** Also what the last line calls it. */
    String host() {
        return fhir.getHost() + (fhir.getPort() < 0 ? "" : ":" + fhir.getPort());
    }

    String base() {
        return fhir.toString();
    }

    /** @throws Unreachable where no answer came */
    Reply transaction(String bundle) throws Unreachable, InterruptedException {
        URI root = URI.create(fhir.toString().replaceFirst("/$", ""));
        return post(root, bundle, "application/fhir+json");
    }

    /** @throws Unreachable where no answer came */
    Reply decide(String question) throws Unreachable, InterruptedException {
        return post(decide, question, "application/json");
    }

    private Reply post(URI to, String body, String type) throws Unreachable, InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = http.sendAsync(
                HttpRequest.newBuilder(to)
                        .header("Content-Type", type)
                        .header("Accept", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        try {
            HttpResponse<String> reply = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(reply.statusCode(), reply.body());
        } catch (TimeoutException slow) {
            throw new Unreachable(to + " gave no answer within " + patience.toSeconds() + " s");
        } catch (ExecutionException failure) {
            throw new Unreachable(why(to, failure.getCause()));
        } finally {
            answer.cancel(true);
        }
    }

    private static String why(URI to, @Nullable Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
                return "there is no host " + to.getHost();
            } else if (each instanceof SSLException) {
                return "no connection with " + to + " that can be trusted (TLS): " + each.getMessage();
            }
        }
        return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
                ? "nothing answers at " + to
                : "the connection with " + to + " broke"
                        + (failure instanceof IOException && failure.getMessage() != null
                                ? ": " + failure.getMessage()
                                : "");
    }

    private static URI checked(String address) {
        URI uri = uri(address);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("'" + address + "' is not an address like https://host/fhir");
        }
        boolean here = host.equals("localhost") || host.matches("127(\\.[0-9]{1,3}){3}") || host.equals("[::1]");
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && here)) {
            throw new IllegalArgumentException(
                    "'" + address + "': https only; http to this machine alone (localhost, 127.0.0.1, [::1])");
        }
        return uri;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException bad) {
            throw new IllegalArgumentException("'" + text + "' is not an address", bad);
        }
    }
}
