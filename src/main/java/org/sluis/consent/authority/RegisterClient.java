package org.sluis.consent.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * A register that is asked over https, one child at a time, as {@link RegisterWords} say. No redirect is followed; headers
 * and body must each be there within five seconds; 64 KiB is the most; at most eight questions are under way, so that a
 * slow register holds up nobody else. Nothing that was asked or answered is in a log line or an exception.
 */
final class RegisterClient implements AuthoritySource {
    private static final Logger LOG = LoggerFactory.getLogger(RegisterClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 64 * 1024;
    private static final int AT_ONCE = 8;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private final HttpClient http;
    private final URI address;
    private final Path key;
    private final RegisterWords words;
    private final Semaphore underWay = new Semaphore(AT_ONCE);

    /**
     * @param address https
     * @param key a file with the header that says who asks, {@code Name: value} on one line, read again for each question
     * @param trust whose certificates count, and with which one we present ourselves if any
     * @throws IllegalArgumentException when the address is not https or the file holds no header
     */
    RegisterClient(String address, Path key, SSLContext trust, RegisterWords words) {
        if (!address.matches("https://[A-Za-z0-9.\\-\\[\\]:]+(/[!-~]*)?")) {
            throw new IllegalArgumentException("sluis.authority.register.url must be an absolute https address");
        }
        this.address = URI.create(address);
        this.key = key;
        this.words = words;
        this.http = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        try {
            request("{}");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException(
                    "sluis.authority.register.key-file holds no header that can be sent, as Name: value on one line");
        }
    }

    @Override
    public String id() {
        return words.source();
    }

    @Override
    public boolean isNumber(String text) {
        return words.number().matcher(text).matches();
    }

    @Override
    public Finding ask(String number) {
        if (!isNumber(number)) {
            throw new IllegalArgumentException("not a number of this register");
        } else if (!underWay.tryAcquire()) {
            throw new Refused(Reason.AUTHORITY_SOURCE_UNREACHABLE);
        }
        try {
            return RegisterAnswer.read(
                    answer(request(words.question().replace(RegisterWords.NUMBER, number))), words, number);
        } catch (IOException | IllegalArgumentException | UncheckedIOException away) {
            LOG.warn(
                    "no answer of the register at sluis.authority.register.url: {}",
                    away.getClass().getName());
            throw new Refused(Reason.AUTHORITY_SOURCE_UNREACHABLE);
        } finally {
            underWay.release();
        }
    }

    private HttpRequest request(String question) throws IOException {
        String[] header = Files.readString(key, StandardCharsets.UTF_8).strip().split(": *", 2);
        if (header.length < 2) {
            throw new IOException("no header");
        }
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header(header[0], header[1])
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
    }

    private byte[] answer(HttpRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                demand(answer.statusCode());
                // The timeout of a request ends with the headers: a body that drips would never.
                CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> close(body));
                byte[] read = body.readNBytes(LARGEST + 1);
                if (read.length > LARGEST) {
                    throw new Refused(Reason.AUTHORITY_SOURCE_NOT_UNDERSTOOD);
                }
                return read;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    /** Another status says nothing of the child: what the register may get over is to be tried again, the rest is not. */
    private static void demand(int status) {
        if (status == OK) {
            return;
        }
        LOG.warn("the register at sluis.authority.register.url answered with status {}", status);
        boolean later = status / 100 == 5 || status == 401 || status == 403 || status == TOO_MANY_REQUESTS;
        throw new Refused(later ? Reason.AUTHORITY_SOURCE_UNREACHABLE : Reason.AUTHORITY_SOURCE_NOT_UNDERSTOOD);
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException alreadyBroken) {
            throw new UncheckedIOException(alreadyBroken);
        }
    }
}
