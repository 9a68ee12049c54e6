package org.sluis.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.proof.LogFiles;

/**
 * An exported log at an address, as C2SP tlog-tiles says it is served. What the server says is not there is not there;
 * anything else that goes wrong is an error, not a finding about the log.
 */
final class LogUrl implements LogFiles {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String prefix;

    LogUrl(URI address) {
        this.prefix = address.toString().replaceFirst("/+$", "") + "/";
    }

    @Override
    public byte @Nullable [] read(String name) {
        URI file = URI.create(prefix + name);
        try {
            HttpRequest request = HttpRequest.newBuilder(file).timeout(PATIENCE).build();
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return switch (answer.statusCode()) {
                    case 200 -> body.readNBytes(MOST);
                    case 404, 410 -> null;
                    default -> throw new IOException(file + " answers " + answer.statusCode());
                };
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", interrupted));
        }
    }
}
